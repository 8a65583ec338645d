import { listOf, textOf, type Moddle } from '../canvas/moddle.js';
import { subjectOf } from '../canvas/extensions.js';
import { useDesignerTexts } from '../texts.js';
import type { Editing } from './context.js';
import { Expression } from './expression.js';
import { ChoiceField, SuggestedField } from './fields.js';
import styles from './panel.module.css';

interface Kind {
  /** The property that refers to what is declared in the document. */
  readonly ref: string;
  readonly type: string;
  /** How two of them are told apart. */
  readonly key: 'name' | 'errorCode' | 'escalationCode';
}
export const DEFINED = {
  message: { ref: 'messageRef', type: 'bpmn:Message', key: 'name' },
  signal: { ref: 'signalRef', type: 'bpmn:Signal', key: 'name' },
  error: { ref: 'errorRef', type: 'bpmn:Error', key: 'errorCode' },
  escalation: { ref: 'escalationRef', type: 'bpmn:Escalation', key: 'escalationCode' },
} as const satisfies Readonly<Record<string, Kind>>;

const KINDS: Readonly<Record<string, Kind>> = {
  'bpmn:MessageEventDefinition': DEFINED.message,
  'bpmn:SignalEventDefinition': DEFINED.signal,
  'bpmn:ErrorEventDefinition': DEFINED.error,
  'bpmn:EscalationEventDefinition': DEFINED.escalation,
};

/** What an event waits for or throws. */
export function EventSection({ editing }: { readonly editing: Editing }) {
  const say = useDesignerTexts();
  const subject = subjectOf(editing.shape);
  if (!subject.$instanceOf('bpmn:Event')) return null;
  const definitions = listOf(subject, 'eventDefinitions');
  if (definitions.length === 0) return null;
  return (
    <section className={styles.section}>
      <header>
        <h3>{say('event')}</h3>
      </header>
      {definitions.map((definition, index) => {
        const kind = KINDS[definition.$type];
        if (kind !== undefined) return <DefinitionFields key={index} {...{ editing, definition, kind }} />;
        if (definition.$type === 'bpmn:TimerEventDefinition')
          return <TimerFields key={index} {...{ editing, definition }} />;
        if (definition.$type !== 'bpmn:ConditionalEventDefinition') return null;
        return (
          <Expression key={index} {...{ editing }} of={definition} property="condition" label={say('condition')} />
        );
      })}
    </section>
  );
}

const TIMES = ['timeDuration', 'timeDate', 'timeCycle'] as const;

function TimerFields({ editing, definition }: { readonly editing: Editing; readonly definition: Moddle }) {
  const say = useDesignerTexts();
  const { modeler, shape } = editing;
  const used = TIMES.find((each) => definition.get(each) !== undefined) ?? 'timeDuration';
  const change = (values: Readonly<Record<string, unknown>>): void =>
    modeler.get('modeling').updateModdleProperties(shape, definition, values);
  const become = (chosen: string): void => {
    const said = definition.get(used);
    change({ ...Object.fromEntries(TIMES.map((each) => [each, undefined])), [chosen || 'timeDuration']: said });
  };
  return (
    <>
      <ChoiceField
        label={say('timer')}
        value={used}
        choices={TIMES.map((value) => ({ value, label: say(value) }))}
        onChange={become}
      />
      <Expression {...{ editing }} of={definition} property={used} label={say('time')} isFeel={false} />
      <ChoiceField
        label={say('calendar')}
        value={textOf(definition, 'qh:calendar')}
        choices={(['statutory', 'unit'] as const).map((value) => ({ value, label: say(value) }))}
        onChange={(value) => change({ 'qh:calendar': value || undefined })}
      />
    </>
  );
}

/** A message, signal, error or escalation by its name: one of the document, or a new one. */
export function DefinitionFields({
  editing,
  definition,
  kind,
}: {
  readonly editing: Editing;
  readonly definition: Moddle;
  readonly kind: Kind;
}) {
  const say = useDesignerTexts();
  const { modeler, shape } = editing;
  const { ref, type, key } = kind;
  const document = documentOf(shape.businessObject);
  const declared = listOf(document, 'rootElements').filter((each) => each.$type === type);
  const said = definition.get(ref) as Moddle | undefined;
  const modeling = modeler.get('modeling');
  const choose = (name: string): void => {
    let found = declared.find((each) => textOf(each, key) === name);
    if (name !== '' && found === undefined) {
      found = modeler.get('bpmnFactory').create(type, { name, [key]: name });
      found.$parent = document;
      modeling.updateModdleProperties(shape, document, { rootElements: [...listOf(document, 'rootElements'), found] });
    }
    modeling.updateModdleProperties(shape, definition, { [ref]: name === '' ? undefined : found });
  };
  const choices = declared.map((each) => ({ value: textOf(each, key), label: textOf(each, key) }));
  return (
    <SuggestedField
      label={say(ref as 'messageRef')}
      value={said === undefined ? '' : textOf(said, key)}
      choices={choices}
      onChange={choose}
    />
  );
}

function documentOf(element: Moddle): Moddle {
  return element.$parent === undefined ? element : documentOf(element.$parent);
}
