import { Button, Datetime, Textfield } from '@bpmn-io/form-js-viewer';
import { language } from '../../i18n/texts.js';
import styles from '../date-input/date-input.module.css';
import { bundles } from '../date-input/texts.js';
import { dayOf } from '../format/day.js';
import { typedDate, wireDateOf, type DateField } from './dates.js';
import { adornerOf, type VNode } from './drawn.js';
import form from './form-view.module.css';
import { formText } from './texts.js';

interface FormDateField extends DateField {
  readonly dateLabel?: string;
  readonly timeLabel?: string;
  readonly disallowPassedDates?: boolean;
}
interface DateProps {
  readonly field: FormDateField;
  readonly value?: unknown;
  readonly disabled: boolean;
  readonly readonly: boolean;
  readonly onChange: (update: { readonly value: string }) => void;
  readonly onBlur: () => void;
}
interface FormFields {
  register(type: string, field: unknown): void;
}
interface Fields {
  get(id: string): ({ readonly type: string } & FormDateField) | undefined;
}
interface Validator {
  validateFieldInstance(instance: { readonly id: string }, value: unknown): string[];
}

const EXAMPLE: Readonly<Record<string, string>> = { time: '09:00', datetime: '2026-01-31 09:00' };
const exampleOf = ({ subtype = 'date' }: DateField): string => EXAMPLE[subtype] ?? '2026-01-31';

/**
 * A date field of a form as an office writes dates: the library's own writes them as the browser does, in English months, and by the clock of the browser.
 * Its value is what is typed, which `wireDateOf` reads.
 */
function DateFieldView(props: DateProps): unknown {
  const { field, value, disabled, readonly, onChange, onBlur } = props;
  const label = [field.dateLabel, field.timeLabel].filter((part) => (part ?? '') !== '').join(' · ');
  const text = typeof value === 'string' ? value : '';
  const drawn = Textfield({
    ...props,
    ...{ field: { ...field, label }, value: text },
    onBlur: () => {
      const read = wireDateOf(field, text)?.value;
      if (read !== undefined && typedDate(read) !== text) onChange({ value: typedDate(read) });
      onBlur();
    },
  }) as unknown as VNode;
  const adorner = adornerOf(drawn);
  if (adorner === undefined) return drawn;
  const input = adorner.props.children as VNode;
  Object.assign(input.props, { placeholder: `${formText('like')} ${exampleOf(field)}`, autoComplete: 'off' });
  const calendar = Button({ disabled, field: { label: '…', action: 'button' } }) as unknown as VNode;
  if (disabled || readonly || field.subtype === 'time') return drawn;
  const words = bundles[language()];
  Object.assign((calendar.props.children as VNode).props, {
    ...{ class: form['inside'], children: words['pick'], 'aria-label': words['calendar'] },
    onClick: ({ currentTarget }: { readonly currentTarget: HTMLElement }) => pick(currentTarget, field, text, onChange),
  });
  adorner.props.children = [input, calendar];
  return drawn;
}

/** Opens the browser's own calendar beside the button. */
function pick(button: HTMLElement, field: FormDateField, text: string, onChange: DateProps['onChange']): void {
  const hasTime = field.subtype === 'datetime';
  button.parentElement?.querySelector('input')?.remove();
  const native = document.createElement('input');
  native.type = hasTime ? 'datetime-local' : 'date';
  native.max = hasTime ? '9999-12-31T23:59' : '9999-12-31';
  native.className = styles['native'] ?? '';
  native.tabIndex = -1;
  native.ariaHidden = 'true';
  const read = wireDateOf(field, text)?.value ?? '';
  native.value = typedDate(read).replace(' ', 'T');
  if (field.disallowPassedDates === true) native.min = dayOf(Date.now()) + (hasTime ? 'T00:00' : '');
  native.addEventListener('change', () => onChange({ value: native.value.replace('T', ' ') }));
  button.after(native);
  // Where it has not been laid out, the calendar opens in the corner of the page.
  native.getBoundingClientRect();
  native.showPicker();
}

/** What is wrong with what is typed in a date field, in the words of the form library: `messages.ts` has them in Chinese. */
export function dateFaults(field: FormDateField, text: string, today: string): readonly string[] {
  const read = wireDateOf(field, text);
  if (read === null) return [`Value is not valid, write it such as ${exampleOf(field)}.`];
  const isPast = field.subtype !== 'time' && typedDate(read.value).slice(0, 10) < today;
  return isPast && field.disallowPassedDates === true ? ['Date must not be before today.'] : [];
}

/** A module of the form library and of its editor: date fields as they are here. */
export const dateFieldsModule = {
  __init__: ['dateFields'],
  dateFields: [
    'type',
    Object.assign(
      function register(fields: FormFields): void {
        const sanitizeValue = ({ value }: { readonly value: unknown }): string =>
          typeof value === 'string' ? typedDate(value) : '';
        const config = { ...Datetime.config, emptyValue: '', sanitizeValue };
        fields.register('datetime', Object.assign(DateFieldView, { config }));
      },
      { $inject: ['formFields'] },
    ),
  ],
};

/** A module of the form library: what is no date is told with what else is wrong. */
export const dateFaultsModule = {
  __init__: ['dateFaults'],
  dateFaults: [
    'type',
    Object.assign(
      function judge(validator: Validator, fields: Fields): void {
        const original = validator.validateFieldInstance.bind(validator);
        validator.validateFieldInstance = (instance, value) => {
          const found = original(instance, value);
          const field = fields.get(instance.id);
          if (field?.type !== 'datetime' || typeof value !== 'string' || value === '') return found;
          return [...found, ...dateFaults(field, value, dayOf(Date.now()))];
        };
      },
      { $inject: ['validator', 'formFieldRegistry'] },
    ),
  ],
};
