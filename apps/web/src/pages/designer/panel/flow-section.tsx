import { Button } from 'antd';
import type { Shape } from '../canvas/moddle.js';
import { lead } from '../canvas/lead.js';
import { textOf } from '../canvas/moddle.js';
import { named, useDesignerTexts } from '../texts.js';
import type { Editing } from './context.js';
import { labelOf, typeOf } from './drawn.js';
import { ChoiceField } from './fields.js';
import styles from './panel.module.css';

const isFlow = ({ type }: Shape): boolean => type === 'bpmn:SequenceFlow';

/** Where a step leads, and a way to lead it on without a mouse. */
export function FlowSection({ editing: { modeler, shape } }: { readonly editing: Editing }) {
  const say = useDesignerTexts();
  if (!shape.businessObject.$instanceOf('bpmn:FlowNode')) return null;
  const flows = (shape.outgoing ?? []).filter(isFlow);
  const others = modeler
    .get('elementRegistry')
    .filter(
      (each) =>
        each !== shape &&
        each.labelTarget === undefined &&
        each.parent === shape.parent &&
        each.businessObject.$instanceOf('bpmn:FlowNode') &&
        !['bpmn:StartEvent', 'bpmn:BoundaryEvent'].includes(each.type),
    );
  if (shape.type === 'bpmn:EndEvent' || (others.length === 0 && flows.length === 0)) return null;
  const targetName = (each: Shape): string =>
    labelOf(each) === each.id ? `${named(say, typeOf(each.businessObject))} · ${each.id}` : labelOf(each);
  const connect = (id: string): void => {
    const target = others.find((each) => each.id === id);
    if (target !== undefined)
      lead({ modeling: modeler.get('modeling'), elementRegistry: modeler.get('elementRegistry') }, shape, target);
  };
  return (
    <section className={styles.section}>
      <header>
        <h3>{say('leadsTo')}</h3>
      </header>
      {flows.map((flow) => (
        <Button key={flow.id} type="link" size="small" onClick={() => modeler.select(flow.id)}>
          {textOf(flow.businessObject, 'name') === '' ? '' : `${textOf(flow.businessObject, 'name')} · `}
          {flow.target === undefined ? flow.id : targetName(flow.target)}
        </Button>
      ))}
      <ChoiceField
        label={say('leadTo')}
        value=""
        choices={others.map((each) => ({ value: each.id, label: targetName(each) }))}
        onChange={connect}
      />
    </section>
  );
}
