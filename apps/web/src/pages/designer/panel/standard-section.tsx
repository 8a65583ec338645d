import { Select, Switch } from 'antd';
import { useId } from 'react';
import { useClear } from '../../../parts/clear/use-clear.js';
import { textOf, type Moddle, type Services } from '../canvas/moddle.js';
import { scalarOf, setScalar, subjectOf } from '../canvas/extensions.js';
import { named, useDesignerTexts } from '../texts.js';
import type { Editing } from './context.js';
import { outcomesOf } from './control-section.js';
import { controlBefore } from './drawn.js';
import { ChoiceField, FeelField, Field, TextField } from './fields.js';
import { DEFINED, DefinitionFields } from './event-section.js';
import { Expression } from './expression.js';
import styles from './panel.module.css';
import type { ControlKind } from '@quanheng/policy';

/** What standard BPMN says of the element: name, id, conditions, scripts, events, loops. */
export function StandardSection({ editing }: { readonly editing: Editing }) {
  const say = useDesignerTexts();
  const { modeler, shape } = editing;
  const subject = subjectOf(shape);
  const modeling = modeler.get('modeling');
  const change = (of: Moddle, values: Readonly<Record<string, unknown>>): void =>
    modeling.updateModdleProperties(shape, of, values);
  const isOwn = subject === shape.businessObject;
  const isTaken = (id: string): boolean => id !== subject.id && modeler.get('elementRegistry').get(id) !== undefined;
  const checkId = (id: string): string | null =>
    !/^[\p{L}_][\p{L}\p{M}\p{N}._-]*$/u.test(id) ? say('idWrong') : isTaken(id) ? say('idTaken') : null;
  const is = (type: string): boolean => subject.$instanceOf(`bpmn:${type}`);
  return (
    <section className={styles.section}>
      {is('TextAnnotation') ? null : (
        <TextField
          label={say('name')}
          value={textOf(subject, 'name')}
          onChange={(name) => (isOwn ? modeling.updateProperties(shape, { name }) : change(subject, { name }))}
        />
      )}
      <TextField
        label={say('id')}
        value={subject.id}
        check={checkId}
        onChange={(id) => (isOwn ? modeling.updateProperties(shape, { id }) : change(subject, { id }))}
      />
      {is('Process') ? <Executable {...{ subject, change }} /> : null}
      {is('SequenceFlow') ? <FlowFields editing={editing} /> : null}
      {is('ScriptTask') ? (
        <FeelField
          label={say('script')}
          value={textOf(subject, 'script')}
          onChange={(script) => change(subject, { script, scriptFormat: script === '' ? undefined : 'feel' })}
        />
      ) : null}
      {is('CallActivity') ? (
        <TextField
          label={say('calledElement')}
          value={textOf(subject, 'calledElement')}
          onChange={(text) => change(subject, { calledElement: text || undefined })}
        />
      ) : null}
      {is('ReceiveTask') || is('SendTask') ? (
        <DefinitionFields {...{ editing }} definition={subject} kind={DEFINED.message} />
      ) : null}
      {is('MultiInstance') ? null : <LoopFields {...{ editing, subject }} />}
    </section>
  );
}

interface PartProps {
  readonly subject: Moddle;
  readonly change: (of: Moddle, values: Readonly<Record<string, unknown>>) => void;
}

function Executable({ subject, change }: PartProps) {
  const say = useDesignerTexts();
  const id = useId();
  return (
    <Field label={say('isExecutable')} id={id}>
      <span>
        <Switch
          id={id}
          checked={subject.get('isExecutable') === true}
          onChange={(is) => change(subject, { isExecutable: is })}
        />
      </span>
    </Field>
  );
}

function FlowFields({ editing }: { readonly editing: Editing }) {
  const say = useDesignerTexts();
  const id = useId();
  const { modeler, shape } = editing;
  const modeling = modeler.get('modeling');
  const source = shape.source;
  const control = controlBefore(shape);
  const isChoice = source !== undefined && CHOOSES.some((type) => source.businessObject.$instanceOf(type));
  return (
    <>
      {control === null ? null : (
        <ChoiceField
          label={say('outcome')}
          value={scalarOf(shape.businessObject, 'outcome')}
          choices={outcomesOf(textOf(control, 'kind') as ControlKind).map((value) => ({
            value,
            label: named(say, value),
          }))}
          onChange={(value) =>
            setScalar({ modeling, bpmnFactory: modeler.get('bpmnFactory') }, shape, 'outcome', value)
          }
        />
      )}
      {isChoice ? (
        <>
          <Expression
            {...{ editing }}
            of={shape.businessObject}
            property="conditionExpression"
            label={say('condition')}
          />
          <Field label={say('defaultFlow')} id={id}>
            <span>
              <Switch
                id={id}
                checked={source.businessObject.get('default') === shape.businessObject}
                onChange={(is) => modeling.updateProperties(source, { default: is ? shape.businessObject : undefined })}
              />
            </span>
          </Field>
        </>
      ) : null}
    </>
  );
}
const CHOOSES = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway', 'bpmn:Activity'];

function LoopFields({ editing, subject }: { readonly editing: Editing; readonly subject: Moddle }) {
  const say = useDesignerTexts();
  const clear = useClear();
  const id = useId();
  const { modeler, shape } = editing;
  if (!subject.$instanceOf('bpmn:Activity')) return null;
  const loop = subject.get('loopCharacteristics') as Moddle | undefined;
  const become = (kind: string | null | undefined): void => {
    const made = kind == null ? undefined : createLoop(modeler.get('bpmnFactory'), kind as keyof typeof LOOPS);
    if (made !== undefined) made.$parent = subject;
    modeler.get('modeling').updateModdleProperties(shape, subject, { loopCharacteristics: made });
  };
  const isMany = loop?.$instanceOf('bpmn:MultiInstanceLoopCharacteristics') === true;
  const kind =
    loop === undefined
      ? null
      : !isMany
        ? 'loopStandard'
        : loop.get('isSequential') === true
          ? 'manySequential'
          : 'manyParallel';
  return (
    <>
      <Field label={say('loop')} id={id}>
        <Select
          id={id}
          allowClear={clear}
          className={styles.wide ?? ''}
          value={kind}
          placeholder={say('once')}
          options={(Object.keys(LOOPS) as (keyof typeof LOOPS)[]).map((value) => ({ value, label: say(value) }))}
          onChange={become}
        />
      </Field>
      {loop === undefined ? null : isMany ? (
        <>
          <Expression {...{ editing }} of={loop} property="loopCardinality" label={say('loopCardinality')} />
          <Expression {...{ editing }} of={loop} property="completionCondition" label={say('completionCondition')} />
        </>
      ) : (
        <Expression {...{ editing }} of={loop} property="loopCondition" label={say('loopCondition')} />
      )}
    </>
  );
}
function createLoop(factory: Services['bpmnFactory'], kind: keyof typeof LOOPS): Moddle {
  const [type, values] = LOOPS[kind];
  return factory.create(type, values);
}
const LOOPS = {
  manyParallel: ['bpmn:MultiInstanceLoopCharacteristics', {}],
  manySequential: ['bpmn:MultiInstanceLoopCharacteristics', { isSequential: true }],
  loopStandard: ['bpmn:StandardLoopCharacteristics', {}],
} as const;
