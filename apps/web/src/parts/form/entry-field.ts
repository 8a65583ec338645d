import type { Register } from '@quanheng/contracts';
import { ApiProblem } from '../../api/problem.js';
import { ChoiceList } from './choice-list.js';
import { choicesOf, nameOfEntry, type Choice } from './entries.js';
import { formText } from './texts.js';
import styles from './form-view.module.css';

/** What the registers said while the form is open, by register and number. */
export interface Known {
  /** Null: there is no such entry in force. */
  readonly names: Map<string, string | null>;
  /** What is being asked for: a form is drawn often, and asks once. */
  readonly asked: Set<string>;
}

/** Milliseconds without a key before the register is asked. */
const PAUSE = 200;

/** The number of an entry in a form: what stands beside its input, outside of what the form library draws. */
export class EntryField {
  readonly below: string;
  readonly listId: string;
  /** Puts a number into the field. */
  change: (number: string) => void = () => undefined;
  private readonly list: ChoiceList;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly register: Register,
    private readonly known: Known,
    private readonly domId: string,
  ) {
    this.below = `${domId}-entry`;
    this.listId = `${domId}-entries`;
    this.list = new ChoiceList(this.listId, (choice) => this.take(choice));
  }

  /** Offers what fits what is typed, once somebody pauses. */
  typed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), PAUSE);
  }

  /** Offers what fits; where a number stands already, all others too. */
  open(): void {
    const input = this.input();
    if (input === null) return;
    const text = input.value.trim();
    const isChosen = !this.isTyping() && typeof this.known.names.get(this.keyOf(text)) === 'string';
    void this.offer(input, isChosen ? '' : text);
  }

  toggle(): void {
    const input = this.input();
    if (input === null) return;
    input.focus();
    if (this.list.isOpen) this.list.close(input);
    else void this.offer(input, '');
  }

  left(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const input = this.input();
    if (input === null) return;
    this.list.close(input);
    this.tell();
  }

  /** The arrow keys go through the list, enter takes of it, escape closes it. Whoever composes a word has these keys for that. */
  pressed(event: KeyboardEvent): void {
    const input = this.input();
    if (input === null || event.isComposing) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    const { chosen } = this.list;
    if (by !== null) {
      if (this.list.isOpen) this.list.move(input, by);
      else this.open();
    } else if (event.key === 'Enter' && chosen !== undefined) this.take(chosen);
    else if (event.key === 'Escape' && this.list.isOpen) this.list.close(input);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Says below what the number stands for; while somebody types, only what is known. */
  tell(): void {
    const input = this.input();
    if (input === null) return;
    const id = input.value.trim();
    const name = this.known.names.get(this.keyOf(id));
    const isFocused = document.activeElement === input;
    const isFixed = input.readOnly || input.disabled;
    this.say(input, name ?? (name === undefined || isFocused || isFixed ? '' : formText('none')));
    if (id !== '' && name === undefined && !isFocused) void this.lookUp(input, id);
  }

  private input(): HTMLInputElement | null {
    return document.querySelector<HTMLInputElement>(`input[id="${this.domId}"]`);
  }

  private isTyping(): boolean {
    return this.timer !== undefined;
  }

  private take({ id, name }: Choice): void {
    const input = this.input();
    if (input === null) return;
    this.known.names.set(this.keyOf(id), name);
    this.list.close(input);
    this.change(id);
    this.say(input, name);
  }

  private async offer(input: HTMLInputElement, text: string): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const before = input.value;
    const choices = await this.asked(input, () => choicesOf(this.register, text));
    if (choices === undefined || input.value !== before || document.activeElement !== input) return;
    for (const { id, name } of choices) this.known.names.set(this.keyOf(id), name);
    const [only] = choices;
    const isWhole = choices.length === 1 && only?.id === text;
    this.list.show(input, isWhole ? [] : choices);
    this.tell();
    if (choices.length === 0) this.say(input, formText('unfound'));
  }

  private async lookUp(input: HTMLInputElement, id: string): Promise<void> {
    const { names, asked } = this.known;
    const key = this.keyOf(id);
    if (asked.has(key)) return;
    asked.add(key);
    const name = await this.asked(input, () => nameOfEntry(this.register, id));
    asked.delete(key);
    if (name === undefined) return;
    names.set(key, name);
    this.tell();
  }

  /** Undefined: it could not be read, which is said below. */
  private async asked<T>(input: HTMLInputElement, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.say(input, formText('unread'));
      return undefined;
    }
  }

  private say(input: HTMLInputElement, text: string): void {
    if (!input.isConnected) return;
    const place = this.placeBelow(input);
    place.className = styles['entry'] ?? '';
    place.textContent = text;
    place.hidden = text === '';
  }

  /** Behind everything that the library draws of the field. */
  private placeBelow(input: HTMLElement): HTMLElement {
    const place = input.closest('.fjs-form-field') ?? input;
    const found = place.querySelector<HTMLElement>(`p[id="${this.below}"]`);
    if (found !== null) return found;
    const made = Object.assign(document.createElement('p'), { id: this.below });
    place.append(made);
    return made;
  }

  private keyOf(id: string): string {
    return `${this.register}/${id}`;
  }
}
