/** Namespace of everything a Quanheng process says beyond BPMN. */
export const QH_NAMESPACE = 'urn:quanheng:bpmn:1';

/** A value that may be written as attribute `qh:NAME="..."` or as extension element `<qh:NAME>...</qh:NAME>`. */
export interface QhScalar {
  readonly name: string;
  /** BPMN types that may carry it; their subtypes may too. */
  readonly on: readonly string[];
  /** A closed set of values, a whole number, or a text that must not be empty. A list is separated by blanks or commas. */
  readonly type: readonly string[] | 'Integer' | 'String' | 'List';
  /** Read into the model by this library, or kept verbatim in `extensions` for the policy library. */
  readonly reader: 'engine' | 'policy';
}

/** An extension element with attributes and children of its own. */
export interface QhElement {
  readonly name: string;
  /** BPMN types under whose `extensionElements` it may stand; empty when it stands inside other `qh` elements only. */
  readonly on: readonly string[];
  readonly attributes: Readonly<Record<string, readonly string[] | 'Integer' | 'String' | 'Boolean'>>;
  readonly required: readonly string[];
  /** `qh` elements that may stand in it. */
  readonly children: readonly string[];
  /** Whether text may stand in it. */
  readonly text: boolean;
  readonly reader: 'engine' | 'policy';
}

export const QH_SCALARS: readonly QhScalar[] = [
  { name: 'returns', on: ['Process'], type: ['none', 'listed', 'all'], reader: 'engine' },
  { name: 'series', on: ['Process'], type: 'String', reader: 'engine' },
  { name: 'subject', on: ['Process'], type: 'List', reader: 'policy' },
  { name: 'returnTo', on: ['UserTask'], type: 'List', reader: 'engine' },
  { name: 'outcome', on: ['SequenceFlow'], type: 'String', reader: 'engine' },
  { name: 'correlation', on: ['Message'], type: 'String', reader: 'engine' },
  { name: 'calendar', on: ['TimerEventDefinition', 'CatchEvent'], type: ['statutory', 'unit'], reader: 'engine' },
  { name: 'resultVariable', on: ['ScriptTask', 'BusinessRuleTask'], type: 'String', reader: 'engine' },
  { name: 'decision', on: ['BusinessRuleTask'], type: 'String', reader: 'engine' },
  { name: 'handler', on: ['ServiceTask', 'SendTask', 'BusinessRuleTask'], type: 'String', reader: 'engine' },
  { name: 'retries', on: ['ServiceTask', 'SendTask', 'BusinessRuleTask'], type: 'Integer', reader: 'engine' },
  { name: 'binding', on: ['CallActivity'], type: 'String', reader: 'engine' },
  { name: 'collection', on: ['Activity', 'MultiInstanceLoopCharacteristics'], type: 'String', reader: 'engine' },
  { name: 'element', on: ['Activity', 'MultiInstanceLoopCharacteristics'], type: 'String', reader: 'engine' },
  { name: 'outputCollection', on: ['Activity', 'MultiInstanceLoopCharacteristics'], type: 'String', reader: 'engine' },
  { name: 'outputElement', on: ['Activity', 'MultiInstanceLoopCharacteristics'], type: 'String', reader: 'engine' },
  { name: 'form', on: ['Activity'], type: 'String', reader: 'policy' },
  { name: 'writes', on: ['Activity'], type: 'List', reader: 'policy' },
  { name: 'phase', on: ['Activity'], type: ['decide', 'execute', 'supervise'], reader: 'policy' },
  { name: 'duty', on: ['Activity'], type: 'List', reader: 'policy' },
];

const MAPPING = { target: 'String', name: 'String', source: 'String', expression: 'String', value: 'String' } as const;
const ASSIGN = {
  post: 'String',
  department: 'String',
  role: 'String',
  body: 'String',
  of: 'String',
  startedBy: 'String',
  act: 'String',
} as const;

export const QH_ELEMENTS: readonly QhElement[] = [
  {
    name: 'input',
    on: ['Activity', 'Event'],
    attributes: MAPPING,
    required: [],
    children: [],
    text: true,
    reader: 'engine',
  },
  {
    name: 'output',
    on: ['Activity', 'Event'],
    attributes: MAPPING,
    required: [],
    children: [],
    text: true,
    reader: 'engine',
  },
  {
    name: 'protected',
    on: ['Process'],
    attributes: { name: 'String', title: 'String', type: ['money', 'date', 'text', 'person', 'account'] },
    required: ['name', 'type'],
    children: [],
    text: false,
    reader: 'policy',
  },
  {
    name: 'record',
    on: ['Process'],
    attributes: { kind: 'String', of: 'String', by: ['year'], each: ['true'] },
    required: ['kind', 'of'],
    children: [],
    text: false,
    reader: 'policy',
  },
  {
    name: 'threshold',
    on: ['Process'],
    attributes: { variable: 'String', key: 'String', jurisdiction: 'String', objectType: 'String' },
    required: ['variable', 'key', 'jurisdiction'],
    children: [],
    text: false,
    reader: 'policy',
  },
  {
    name: 'constraint',
    on: ['Process'],
    attributes: {
      kind: ['separation', 'binding', 'atMost', 'atLeast', 'phase', 'recusal', 'limit', 'window'],
      name: 'String',
      between: 'String',
      level: 'String',
      extent: 'String',
      basis: 'String',
      count: 'Integer',
    },
    required: ['kind'],
    children: ['basis', 'property'],
    text: false,
    reader: 'policy',
  },
  {
    name: 'control',
    on: ['Activity'],
    attributes: {
      kind: [
        ...['check', 'dualSignature', 'countersign', 'collectiveDecision', 'publicity', 'filing', 'writtenOpinion'],
        'emergency',
      ],
    },
    required: ['kind'],
    children: ['act', 'basis', 'property'],
    text: false,
    reader: 'policy',
  },
  {
    name: 'act',
    on: [],
    attributes: { name: 'String', duty: 'String' },
    required: ['name'],
    children: ['assign', 'evidence', 'basis', 'property'],
    text: false,
    reader: 'policy',
  },
  { name: 'assign', on: ['Activity'], attributes: ASSIGN, required: [], children: [], text: false, reader: 'policy' },
  {
    name: 'evidence',
    on: ['Activity'],
    attributes: { name: 'String', required: 'Boolean', secrecy: 'String' },
    required: ['name'],
    children: [],
    text: false,
    reader: 'policy',
  },
  {
    name: 'basis',
    on: ['Activity', 'Process'],
    attributes: { article: 'String', mark: 'String' },
    required: ['article'],
    children: [],
    text: true,
    reader: 'policy',
  },
  {
    name: 'limit',
    on: ['Activity'],
    attributes: { workingDays: 'Integer', calendar: ['statutory', 'unit'], atEnd: 'String' },
    required: ['workingDays'],
    children: ['property'],
    text: false,
    reader: 'policy',
  },
  {
    name: 'property',
    on: [],
    attributes: { name: 'String', value: 'String' },
    required: ['name'],
    children: ['property'],
    text: true,
    reader: 'policy',
  },
];

/** The parts of a moddle package that this descriptor uses. */
export interface ModdlePackage {
  name: string;
  prefix: string;
  uri: string;
  xml: { tagAlias: 'lowerCase' };
  enumerations: { name: string; literalValues: { name: string }[] }[];
  types: ModdleType[];
}
interface ModdleType {
  name: string;
  superClass?: string[];
  extends?: string[];
  meta?: { allowedIn: string[] };
  properties: { name: string; type: string; isAttr?: true; isBody?: true; isMany?: true }[];
}

/**
 * The `qh` moddle descriptor, for bpmn-moddle here and for bpmn-js in the editor (`moddleExtensions: { qh: qhDescriptor() }`).
 * A new object at each call, because moddle writes into the descriptors it is given.
 */
export function qhDescriptor(): ModdlePackage {
  const enumerations: ModdlePackage['enumerations'] = [];
  const typeOf = (owner: string, name: string, type: readonly string[] | string): string => {
    if (typeof type === 'string') return type === 'List' ? 'String' : type;
    const enumeration = `${upper(owner)}${upper(name)}Values`;
    if (!enumerations.some((known) => known.name === enumeration)) {
      enumerations.push({ name: enumeration, literalValues: type.map((value) => ({ name: value })) });
    }
    return enumeration;
  };

  const traits = new Map<string, ModdleType>();
  const types: ModdleType[] = [];
  for (const scalar of QH_SCALARS) {
    const type = typeOf('', scalar.name, scalar.type);
    for (const target of scalar.on) {
      const trait = traits.get(target) ?? { name: `${target}Attributes`, extends: [`bpmn:${target}`], properties: [] };
      traits.set(target, trait);
      trait.properties.push({ name: scalar.name, type, isAttr: true });
    }
    types.push({
      name: upper(scalar.name),
      superClass: ['Element'],
      meta: { allowedIn: scalar.on.map((target) => `bpmn:${target}`) },
      properties: [
        { name: 'value', type, isAttr: true },
        { name: 'text', type: 'String', isBody: true },
      ],
    });
  }
  for (const element of QH_ELEMENTS) {
    types.push({
      name: upper(element.name),
      ...(element.on.length > 0
        ? { superClass: ['Element'], meta: { allowedIn: element.on.map((target) => `bpmn:${target}`) } }
        : {}),
      properties: [
        ...Object.entries(element.attributes).map(([name, type]) => ({
          name,
          type: typeOf(element.name, name, type),
          isAttr: true as const,
        })),
        ...element.children.map((child) => ({ name: `${child}List`, type: upper(child), isMany: true as const })),
        ...(element.text ? [{ name: 'text', type: 'String', isBody: true as const }] : []),
      ],
    });
  }
  return {
    name: 'Quanheng',
    prefix: 'qh',
    uri: QH_NAMESPACE,
    xml: { tagAlias: 'lowerCase' },
    enumerations,
    types: [...traits.values(), ...types],
  };
}

function upper(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
