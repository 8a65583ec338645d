import { textOf, type Moddle } from '../canvas/moddle.js';
import type { Editing } from './context.js';
import { FeelField, TextField } from './fields.js';

interface ExpressionProps {
  readonly editing: Editing;
  readonly of: Moddle;
  readonly property: string;
  readonly label: string;
  readonly isFeel?: boolean;
}

/** A formal expression of BPMN. */
export function Expression({ editing, of, property, label, isFeel = true }: ExpressionProps) {
  const { modeler, shape } = editing;
  const said = of.get(property) as Moddle | undefined;
  const onChange = (body: string): void => {
    const made = body === '' ? undefined : modeler.get('bpmnFactory').create('bpmn:FormalExpression', { body });
    if (made !== undefined) made.$parent = of;
    modeler.get('modeling').updateModdleProperties(shape, of, { [property]: made });
  };
  const field = { label, value: said === undefined ? '' : textOf(said, 'body'), onChange };
  return isFeel ? <FeelField {...field} /> : <TextField {...field} />;
}
