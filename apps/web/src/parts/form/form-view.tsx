import { Form } from '@bpmn-io/form-js-viewer';
import type { WireValue } from '@quanheng/contracts';
import { formSaidBy } from '@quanheng/policy/texts';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import { language } from '../../i18n/texts.js';
import { dateFaultsModule, dateFieldsModule } from './date-field.js';
import { messagesModule } from './messages.js';
import { registerFieldsModule } from './register-field.js';
import { selectsInChinese } from './select-texts.js';
import { wireOf } from './wire.js';
import styles from './form-view.module.css';

export interface FormHandle {
  /** Null: something is filled in wrongly, which the form says itself. */
  readonly submit: () => Record<string, WireValue> | null;
}

interface FormViewProps {
  /** Text of the form document. */
  readonly document: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Tells what the form says in the language of the page. */
  readonly tell: (text: string) => string;
  readonly isReadonly: boolean;
  /** Told with what is filled in, each time that something changes. */
  readonly onChange?: (variables: Record<string, WireValue>) => void;
  readonly ref?: Ref<FormHandle>;
}

/** What is filled in, over what was there before. */
interface Typed {
  readonly over: object;
  readonly filled: Readonly<Record<string, unknown>>;
}

/** A form of the process, by the library that its editor is made of. */
export default function FormView({ document, data, tell, isReadonly, onChange, ref }: FormViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const hear = useRef(onChange);
  useEffect(() => {
    hear.current = onChange;
  });
  // Drawn anew in another language, it keeps what is typed.
  const typed = useRef<Typed>(null);
  useEffect(() => {
    if (place.current === null) return undefined;
    const schema = formSaidBy(JSON.parse(document), tell) as Record<string, unknown>;
    // What is typed counts at once: handed over with a delay, it is taken back when another field draws the form anew meanwhile.
    const additionalModules = [dateFieldsModule, dateFaultsModule, registerFieldsModule, messagesModule];
    const settings = { container: place.current, additionalModules, debounce: false };
    const made = new Form(settings);
    form.current = made;
    const end = language() === 'en' ? null : selectsInChinese(place.current);
    made.setProperty('readOnly', isReadonly);
    const shown = typed.current?.over === data ? typed.current.filled : data;
    void made.importSchema(schema as never, { ...shown }).then(() => {
      // Drawing and judging the form tell of changes, too: only what is filled in otherwise is one.
      let last = JSON.stringify(wireOf(schema, shown, data));
      made.on('changed', (event: { data: Record<string, unknown> }) => {
        typed.current = { over: data, filled: event.data };
        const filled = wireOf(schema, event.data, data);
        const text = JSON.stringify(filled);
        if (text !== last) hear.current?.(filled);
        last = text;
      });
    });
    return () => {
      form.current = null;
      end?.();
      made.destroy();
    };
  }, [document, data, tell, isReadonly]);
  useImperativeHandle(ref, () => ({
    submit: () => {
      if (form.current === null) return null;
      const { data: filled, errors } = form.current.submit() as unknown as {
        data: Record<string, unknown>;
        errors: object;
      };
      if (Object.keys(errors).length === 0) return wireOf(JSON.parse(document) as object, filled, data);
      place.current?.querySelector<HTMLElement>('.fjs-has-errors input, .fjs-has-errors textarea')?.focus();
      return null;
    },
  }));
  return <div ref={place} className={styles.form} />;
}
