import { DeleteOutlined } from '@ant-design/icons';
import { QH_ELEMENTS, QH_SCALARS } from '@quanheng/engine';
import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import type { Modeler } from '../canvas/modeler.js';
import { scalarOf, setScalar, subjectOf } from '../canvas/extensions.js';
import type { Moddle } from '../canvas/moddle.js';
import { named, useDesignerTexts } from '../texts.js';
import { Attribute } from './attribute.js';
import type { Choices, Editing } from './context.js';
import { ConstraintSection } from './constraint-section.js';
import { ControlSection } from './control-section.js';
import { typeOf } from './drawn.js';
import { EventSection } from './event-section.js';
import { FlowSection } from './flow-section.js';
import { Outline } from './outline.js';
import styles from './panel.module.css';
import { Extensions } from './quanheng-element.js';
import { StandardSection } from './standard-section.js';

/** Everything that can be said of what is selected; of the process where nothing is. */
export function Panel({ modeler, choices }: { readonly modeler: Modeler; readonly choices: Choices }) {
  const say = useDesignerTexts();
  useSyncExternalStore(modeler.subscribe, modeler.seen);
  const { subject: shape } = modeler;
  const subject = subjectOf(shape);
  const editing: Editing = { modeler, shape, choices };
  const isActivity = subject.$instanceOf('bpmn:Activity');
  const type = typeOf(subject);
  return (
    <aside className={styles.panel} aria-label={say('panel')} key={shape.id}>
      <div className={styles.head}>
        <header>
          <h2>{named(say, type)}</h2>
          {shape.parent == null ? null : (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              onClick={() => modeler.get('modeling').removeElements([shape])}
            >
              {say('remove')}
            </Button>
          )}
        </header>
        <Outline {...{ modeler, shape }} />
        {type === 'process' || type === 'collaboration' ? <p className={styles.hint}>{say('panelHint')}</p> : null}
      </div>
      <StandardSection editing={editing} />
      <EventSection editing={editing} />
      <FlowSection editing={editing} />
      {isActivity && !subject.$instanceOf('bpmn:SubProcess') ? <ControlSection editing={editing} /> : null}
      {isActivity ? <Extensions name="assign" editing={editing} /> : null}
      <Scalars {...{ editing, subject }} />
      {isActivity ? <ConstraintSection editing={editing} /> : null}
      {QH_ELEMENTS.filter(({ name, on }) => !SHOWN.has(name) && stands(subject, on)).map(({ name }) => (
        <Extensions key={name} name={name} editing={editing} />
      ))}
    </aside>
  );
}

/** Elements that have a section of their own. */
const SHOWN: ReadonlySet<string> = new Set(['control', 'assign']);

function stands(subject: Moddle, on: readonly string[]): boolean {
  return on.some((type) => subject.$instanceOf(`bpmn:${type}`));
}

/** Values of ours, each where the descriptor says that it may stand. */
function Scalars({ editing, subject }: { readonly editing: Editing; readonly subject: Moddle }) {
  const { modeler, shape } = editing;
  const services = { modeling: modeler.get('modeling'), bpmnFactory: modeler.get('bpmnFactory') };
  const loop = subject.$instanceOf('bpmn:Activity')
    ? (subject.get('loopCharacteristics') as Moddle | undefined)
    : undefined;
  const isMany = loop?.$instanceOf('bpmn:MultiInstanceLoopCharacteristics') === true;
  const shown = QH_SCALARS.filter(
    ({ name, on }) =>
      name !== 'outcome' &&
      name !== 'calendar' &&
      stands(subject, on) &&
      (isMany || !on.includes('MultiInstanceLoopCharacteristics')),
  );
  if (shown.length === 0) return null;
  return (
    <section className={styles.section}>
      {shown.map(({ name, type }) => (
        <Attribute
          key={name}
          {...{ editing, type }}
          of=""
          attribute={name}
          value={scalarOf(subject, name)}
          onChange={(value) => setScalar(services, shape, name, value)}
        />
      ))}
    </section>
  );
}
