import { Button, Textfield } from '@bpmn-io/form-js-viewer';
import { adornerOf, type VNode } from './drawn.js';
import { EntryField, type Known } from './entry-field.js';
import { registerOf, type RegisterField } from './register-of.js';
import { formText } from './texts.js';
import styles from './form-view.module.css';

interface TextProps {
  readonly field: RegisterField;
  readonly domId: string;
  readonly disabled: boolean;
  readonly readonly: boolean;
  readonly onChange: (update: { readonly value: string }) => void;
  readonly onBlur: () => void;
}
interface FormFields {
  register(type: string, field: unknown): void;
}

/**
 * A field of text that names an entry of a register: what is in force is offered by number and name, and what the number stands for is told below. The
 * value is the number, as it would be typed; whether it holds is the server's word.
 */
function textField(known: Known) {
  const entries = new Map<string, EntryField>();
  return function TextFieldView(props: TextProps): unknown {
    const { domId } = props;
    const register = registerOf(props.field);
    if (register === null) return Textfield(props);
    const entry = entries.get(domId) ?? new EntryField(register, known, domId);
    entries.set(domId, entry);
    entry.change = (value) => props.onChange({ value });
    const drawn = Textfield({
      ...props,
      onChange: (update: { readonly value: string }) => {
        props.onChange(update);
        entry.typed();
      },
      onBlur: () => {
        props.onBlur();
        entry.left();
      },
    }) as unknown as VNode;
    const adorner = adornerOf(drawn);
    if (adorner === undefined) return drawn;
    const input = adorner.props.children as VNode;
    Object.assign(input, { ref: () => entry.tell() });
    Object.assign(input.props, {
      'aria-describedby': `${String(input.props['aria-describedby'])} ${entry.below}`,
    });
    if (props.disabled || props.readonly) return drawn;
    Object.assign(input.props, {
      ...{ role: 'combobox', autoComplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false' },
      ...{ 'aria-controls': entry.listId, onClick: () => entry.open() },
      onKeyDown: (event: KeyboardEvent) => entry.pressed(event),
    });
    const button = Button({ field: { label: '…', action: 'button' } }) as unknown as VNode;
    Object.assign((button.props.children as VNode).props, {
      ...{ class: styles['inside'], children: formText('choose'), 'aria-label': formText('chooseFrom'), tabIndex: -1 },
      onMouseDown: (event: Event) => event.preventDefault(),
      onClick: () => entry.toggle(),
    });
    adorner.props.children = [input, button];
    return drawn;
  };
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
