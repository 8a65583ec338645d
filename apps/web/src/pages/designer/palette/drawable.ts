import { newActs, propertiesOf, type ControlKind } from '@quanheng/policy';
import type { Modeler } from '../canvas/modeler.js';
import { addExtension, typeOf } from '../canvas/extensions.js';
import type { Shape } from '../canvas/moddle.js';
import { CONTROL_ICONS } from '../canvas/icons.js';

/** Elements of the palette; everything else is reached from them by "change element". */
export const DRAWABLE = {
  startEvent: { type: 'bpmn:StartEvent', icon: 'bpmn-icon-start-event-none' },
  userTask: { type: 'bpmn:UserTask', icon: 'bpmn-icon-user-task' },
  serviceTask: { type: 'bpmn:ServiceTask', icon: 'bpmn-icon-service-task' },
  businessRuleTask: { type: 'bpmn:BusinessRuleTask', icon: 'bpmn-icon-business-rule-task' },
  exclusiveGateway: { type: 'bpmn:ExclusiveGateway', icon: 'bpmn-icon-gateway-xor' },
  parallelGateway: { type: 'bpmn:ParallelGateway', icon: 'bpmn-icon-gateway-parallel' },
  subProcess: { type: 'bpmn:SubProcess', icon: 'bpmn-icon-subprocess-expanded' },
  callActivity: { type: 'bpmn:CallActivity', icon: 'bpmn-icon-call-activity' },
  intermediateEvent: { type: 'bpmn:IntermediateThrowEvent', icon: 'bpmn-icon-intermediate-event-none' },
  endEvent: { type: 'bpmn:EndEvent', icon: 'bpmn-icon-end-event-none' },
  participant: { type: 'bpmn:Participant', icon: 'bpmn-icon-participant' },
  textAnnotation: { type: 'bpmn:TextAnnotation', icon: 'bpmn-icon-text-annotation' },
} as const;
export type Drawable = keyof typeof DRAWABLE;

const isControl = (what: string): what is ControlKind => what in CONTROL_ICONS;
/** Not joined to what is selected by a flow. */
const ALONE: readonly string[] = ['bpmn:StartEvent', 'bpmn:Participant', 'bpmn:TextAnnotation'];

interface Drawing {
  /** Behind what is selected, else in the middle of what is seen; selected afterwards. */
  behind(): void;
  atPointer(event: Event): void;
}

export function draw(modeler: Modeler, what: Drawable | ControlKind, name: string): Drawing {
  const type = isControl(what) ? 'bpmn:UserTask' : DRAWABLE[what].type;
  const bpmnFactory = modeler.get('bpmnFactory');
  const named = isControl(what) ? { name } : {};
  const businessObject = bpmnFactory.create(type, named);
  const expanded = type === 'bpmn:SubProcess' ? { isExpanded: true } : {};
  const shape = modeler.get('elementFactory').createShape({ type, businessObject, ...expanded });
  if (isControl(what)) control(modeler, shape, what);
  return {
    behind: () => {
      const source = modeler.get('selection').get()[0];
      const drawn =
        source !== undefined && canGoOn(source) && !ALONE.includes(type)
          ? modeler.get('autoPlace').append(source, shape)
          : inTheMiddle(modeler, shape);
      modeler.select(drawn.id);
    },
    atPointer: (event) => modeler.get('create').start(event, shape),
  };
}

function canGoOn({ businessObject }: Shape): boolean {
  return businessObject.$instanceOf('bpmn:FlowNode') && !businessObject.$instanceOf('bpmn:EndEvent');
}

function inTheMiddle(modeler: Modeler, shape: Shape): Shape {
  const canvas = modeler.get('canvas');
  const { x, y, width, height } = canvas.viewbox();
  const root = canvas.getRootElement();
  const others = root.businessObject.$instanceOf('bpmn:Collaboration') ? undefined : root;
  const pool = modeler.get('elementRegistry').filter(({ type }) => type === 'bpmn:Participant')[0];
  return modeler.get('modeling').createShape(shape, { x: x + width / 2, y: y + height / 2 }, others ?? pool ?? root);
}

/** The control with the acts that its kind begins with, and an empty place for each property that must be said. */
function control(modeler: Modeler, shape: Shape, kind: ControlKind): void {
  const factory = modeler.get('bpmnFactory');
  const propertyList = propertiesOf(kind)
    .filter(({ isRequired }) => isRequired)
    .map(({ name }) => factory.create(typeOf('property'), { name }));
  const actList = newActs(kind).map((name) => factory.create(typeOf('act'), { name }));
  const made = factory.create(typeOf('control'), { kind, actList, propertyList });
  for (const child of [...actList, ...propertyList]) child.$parent = made;
  const holder = factory.create('bpmn:ExtensionElements', { values: [made] });
  made.$parent = holder;
  holder.$parent = shape.businessObject;
  shape.businessObject.set('extensionElements', holder);
}

/** Makes an activity that is drawn already a control. */
export function becomeControl(modeler: Modeler, shape: Shape, kind: ControlKind): void {
  const factory = modeler.get('bpmnFactory');
  addExtension({ modeling: modeler.get('modeling'), bpmnFactory: factory }, shape, 'control', {
    kind,
    actList: newActs(kind).map((name) => factory.create(typeOf('act'), { name })),
    propertyList: propertiesOf(kind)
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => factory.create(typeOf('property'), { name })),
  });
}
