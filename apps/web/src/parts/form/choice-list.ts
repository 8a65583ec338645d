import { formText } from './texts.js';
import styles from './form-view.module.css';
import { MOST, type Choice } from './entries.js';

/** Choices below an input that keeps the focus: one list box, of which one choice at a time is the active one. */
export class ChoiceList {
  private readonly box = Object.assign(document.createElement('div'), { className: styles['choices'] ?? '' });
  private readonly list = document.createElement('ul');
  private readonly more = document.createElement('p');
  private choices: readonly Choice[] = [];
  private active = -1;

  constructor(
    readonly id: string,
    private readonly take: (choice: Choice) => void,
  ) {
    Object.assign(this.list, { id, role: 'listbox', ariaLabel: formText('choices') });
    this.more.textContent = formText('more');
    this.box.append(this.list, this.more);
    this.box.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', ({ target }) => {
      const option = (target as HTMLElement).closest<HTMLElement>('[role="option"]');
      const choice = this.choices[[...this.list.children].findIndex((each) => each === option)];
      if (choice !== undefined) this.take(choice);
    });
  }

  get isOpen(): boolean {
    return this.box.isConnected && !this.box.hidden;
  }

  get chosen(): Choice | undefined {
    return this.isOpen ? this.choices[this.active] : undefined;
  }

  /** Of no choices there is no list. */
  show(input: HTMLInputElement, choices: readonly Choice[]): void {
    this.choices = choices;
    this.list.replaceChildren(...choices.map((choice, index) => this.optionOf(choice, index, input.value.trim())));
    this.more.hidden = choices.length < MOST;
    this.activate(input, -1);
    const [place, group] = [input.closest('.fjs-form-field'), input.closest<HTMLElement>('.fjs-input-group')];
    if (place === null || group === null || choices.length === 0) {
      this.close(input);
      return;
    }
    if (!this.box.isConnected) place.append(this.box);
    this.box.style.top = `${group.offsetTop + group.offsetHeight + 4}px`;
    this.box.hidden = false;
    this.box.scrollIntoView({ block: 'nearest' });
    input.ariaExpanded = 'true';
  }

  close(input: HTMLInputElement): void {
    this.box.hidden = true;
    this.activate(input, -1);
    input.ariaExpanded = 'false';
  }

  /** From the last to the first, and back. */
  move(input: HTMLInputElement, by: 1 | -1): void {
    const count = this.choices.length;
    const from = this.active < 0 && by < 0 ? 0 : this.active;
    this.activate(input, (from + by + count) % count);
  }

  private activate(input: HTMLInputElement, index: number): void {
    this.active = index;
    for (const [each, option] of [...this.list.children].entries())
      option.toggleAttribute('data-active', each === index);
    const option = this.list.children[index];
    if (option === undefined) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  private optionOf({ id, name }: Choice, index: number, typed: string): HTMLElement {
    const option = document.createElement('li');
    Object.assign(option, { id: `${this.id}-${index}`, role: 'option', ariaSelected: String(id === typed) });
    const number = Object.assign(document.createElement('span'), { textContent: id });
    option.append(Object.assign(document.createElement('span'), { textContent: name }), number);
    return option;
  }
}
