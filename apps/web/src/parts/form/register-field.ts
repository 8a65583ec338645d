import { Textfield } from '@bpmn-io/form-js-viewer';
import type { Register } from '@quanheng/contracts';
import { ApiProblem } from '../../api/problem.js';
import { adornerOf, type VNode } from './drawn.js';
import { choicesOf, nameOfEntry, type Choice } from './entries.js';
import { registerOf, type RegisterField } from './register-of.js';
import { formText } from './texts.js';
import styles from './form-view.module.css';

interface TextProps {
  readonly field: RegisterField;
  readonly domId: string;
  readonly disabled: boolean;
  readonly readonly: boolean;
  readonly onFocus: () => void;
  readonly onChange: (update: unknown) => void;
  readonly onBlur: () => void;
}
interface FormFields {
  register(type: string, field: unknown): void;
}

/** What the registers said while the form is open, by register and number. */
interface Known {
  /** Null: there is no such entry in force. */
  readonly names: Map<string, string | null>;
  /** What is being asked for: a form is drawn often, and asks once. */
  readonly asked: Set<string>;
}

/** Milliseconds without a key before the register is asked. */
const PAUSE = 200;

/**
 * A field of text that names an entry of a register: what is in force is offered by number and name, and what the number stands for is told below. The
 * value is the number, as it would be typed; whether it holds is the server's word.
 */
function textField(known: Known) {
  return function TextFieldView(props: TextProps): unknown {
    const register = registerOf(props.field);
    if (register === null) return Textfield(props);
    const field = new EntryField(register, known, props.domId);
    const drawn = Textfield({
      ...props,
      onFocus: () => {
        props.onFocus();
        field.offer();
      },
      onChange: (update: unknown) => {
        props.onChange(update);
        field.offer();
      },
      onBlur: () => {
        props.onBlur();
        field.tell();
      },
    }) as unknown as VNode;
    const input = adornerOf(drawn)?.props.children as VNode | undefined;
    if (input === undefined) return drawn;
    Object.assign(input, { ref: () => field.tell() });
    Object.assign(input.props, {
      'aria-describedby': `${String(input.props['aria-describedby'])} ${field.below}`,
      ...(props.disabled || props.readonly ? {} : { list: field.list, autoComplete: 'off' }),
    });
    return drawn;
  };
}

/** What stands beside the input of such a field, outside of what the library draws. */
class EntryField {
  readonly list: string;
  readonly below: string;

  constructor(
    private readonly register: Register,
    private readonly known: Known,
    private readonly domId: string,
  ) {
    this.list = `${domId}-entries`;
    this.below = `${domId}-entry`;
  }

  /** Fills the list of the input by what is typed there. */
  offer(): void {
    const input = this.input();
    if (input === null || input.readOnly || input.disabled) return;
    const text = input.value.trim();
    setTimeout(() => {
      if (input.isConnected && input.value.trim() === text) void this.filled(input, text);
    }, PAUSE);
  }

  /** Says below what the number stands for; while somebody types, only what is known. */
  tell(): void {
    const input = this.input();
    if (input === null) return;
    const id = input.value.trim();
    const name = this.known.names.get(this.keyOf(id));
    const isTyped = document.activeElement === input;
    const isFixed = input.readOnly || input.disabled;
    this.say(input, name ?? (name === undefined || isTyped || isFixed ? '' : formText('none')));
    if (id !== '' && name === undefined && !isTyped) void this.lookUp(input, id);
  }

  private input(): HTMLInputElement | null {
    return document.querySelector<HTMLInputElement>(`input[id="${this.domId}"]`);
  }

  private async filled(input: HTMLInputElement, text: string): Promise<void> {
    const choices = await this.asked(input, () => choicesOf(this.register, text));
    if (choices === undefined) return;
    this.keep(choices);
    const list = besideOf(input, 'datalist', this.list);
    list.replaceChildren(...choices.map(({ id, name }) => Object.assign(new Option(name, id), { label: name })));
    if (document.activeElement === input) this.tell();
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

  private keep(choices: readonly Choice[]): void {
    for (const { id, name } of choices) this.known.names.set(this.keyOf(id), name);
  }

  private say(input: HTMLInputElement, text: string): void {
    if (!input.isConnected) return;
    const place = besideOf(input, 'p', this.below);
    place.className = styles['entry'] ?? '';
    place.textContent = text;
    place.hidden = text === '';
  }

  private keyOf(id: string): string {
    return `${this.register}/${id}`;
  }
}

/** Behind everything that the library draws of the field. */
function besideOf<K extends 'datalist' | 'p'>(input: HTMLElement, tag: K, id: string): HTMLElementTagNameMap[K] {
  const place = input.closest('.fjs-form-field') ?? input;
  const found = place.querySelector<HTMLElementTagNameMap[K]>(`${tag}[id="${id}"]`);
  if (found !== null) return found;
  const made = Object.assign(document.createElement(tag), { id });
  place.append(made);
  return made;
}

/** A module of the form library: fields of text that know their register. */
export const registerFieldsModule = {
  __init__: ['registerFields'],
  registerFields: [
    'type',
    Object.assign(
      function register(fields: FormFields): void {
        fields.register(
          'textfield',
          Object.assign(textField({ names: new Map(), asked: new Set() }), { config: Textfield.config }),
        );
      },
      { $inject: ['formFields'] },
    ),
  ],
};
