import { compileExpression } from '@quanheng/engine';
import type { Container, Finding, Location, Model, NodeModel, ProcessModel } from '@quanheng/engine';
import { isKnownAtEnd } from './at-end.js';
import { constraintsOf, type Drawn } from './constraints.js';
import { attributesOf, Extensions } from './extensions.js';
import { recordsOf } from './records.js';
import { thresholdsOf } from './thresholds.js';
import type {
  ActivityPolicy,
  ActSpec,
  AssignSpec,
  ControlKind,
  ControlSpec,
  EvidenceSpec,
  Phase,
  PolicyModel,
} from './types.js';
import type { GivenDatum, ProtectedDatum, TimeLimit } from './types.js';

export interface ReadPolicy {
  readonly policy: PolicyModel;
  readonly findings: readonly Finding[];
}

/**
 * Reads what one document says about power. What parse has refused is not looked for again: names and values of the extensions are right.
 * @param prefix before every key, where the document is called by another (`Called:`)
 */
export function readPolicy(model: Model, prefix = ''): ReadPolicy {
  const findings: Finding[] = [];
  const report: Report = (code, elementId, message) => {
    const line = locationOf(model, elementId)?.line;
    findings.push({ code, severity: 'error', elementId, message, ...(line === undefined ? {} : { line }) });
  };
  const activities = new Map<string, ActivityPolicy>();
  for (const node of nodesOf(model)) activities.set(prefix + node.id, readActivity(node, prefix, report));

  const protectedData = new Map<string, ProtectedDatum>();
  for (const process of model.processes) readProtected(process, protectedData, report);
  for (const activity of activities.values()) {
    for (const name of activity.writes) {
      if (protectedData.has(name)) continue;
      report('write-not-protected', activity.key.slice(prefix.length), notProtected(name));
    }
  }
  const drawn: Drawn = { prefix, activities, report };
  return {
    policy: {
      activities,
      protectedData,
      records: model.processes.flatMap((process) => recordsOf(process, protectedData, report)),
      thresholds: model.processes.flatMap((process) => thresholdsOf(process, protectedData, report)),
      constraints: model.processes.flatMap((process) => constraintsOf(process, drawn)),
      basis: model.processes.flatMap(({ extensions }) => new Extensions(extensions).basis()),
    },
    findings,
  };
}

export type Report = (code: string, elementId: string, message: string) => void;

function notProtected(name: string): string {
  return `qh:writes 所列“${name}”未在流程上以 qh:protected 声明；请先声明该关键要素，或从 qh:writes 中去掉。`;
}

function locationOf({ locations }: Model, id: string): Location | undefined {
  return locations.get(id);
}

/** Every flow node of the document, those of sub-processes too. */
export function* nodesOf(model: Model): Iterable<NodeModel> {
  const open: Container[] = [...model.processes];
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    for (const node of container.nodes) {
      yield node;
      const inside = 'container' in node ? node.container : undefined;
      if (inside !== undefined) open.push(inside);
    }
  }
}

function readProtected(process: ProcessModel, into: Map<string, ProtectedDatum>, report: Report): void {
  for (const { attributes } of new Extensions(process.extensions).all('protected')) {
    const { name = '', title, type = '' } = attributes;
    if (into.has(name) && into.get(name)?.type !== type) {
      report('protected-twice', process.id, `关键要素“${name}”声明了两次且类型不同；请只保留一处。`);
    }
    into.set(name, { name, ...(title === undefined ? {} : { title }), type: type as ProtectedDatum['type'] });
  }
}

function readActivity(node: NodeModel, prefix: string, report: Report): ActivityPolicy {
  const extensions = new Extensions(node.extensions);
  return {
    key: prefix + node.id,
    name: node.name ?? node.id,
    type: node.type,
    assigns: extensions.all('assign').map(assignOf),
    form: extensions.value('form'),
    writes: extensions.list('writes'),
    phase: extensions.value('phase') as Phase | null,
    duties: extensions.list('duty'),
    evidence: evidenceOf(extensions),
    basis: extensions.basis(),
    limit: limitOf(extensions, (message) => report('limit-at-end', node.id, message)),
    control: controlOf(node, extensions, report),
    given: [...givenTo(node)],
  };
}

function evidenceOf(extensions: Extensions): readonly EvidenceSpec[] {
  return extensions.all('evidence').map(({ attributes }) => ({
    name: attributes['name'] ?? '',
    required: attributes['required'] !== 'false',
    secrecy: attributes['secrecy'] ?? null,
  }));
}

function* givenTo(node: NodeModel): Iterable<GivenDatum> {
  if ('inputs' in node) {
    for (const { target, expression } of node.inputs) yield { target, from: namesIn(expression) };
  }
  if (!('loop' in node) || node.loop.kind !== 'multiInstance') return;
  const { element, inputDataItem, collection } = node.loop;
  const target = element ?? inputDataItem;
  if (target !== undefined) yield { target, from: collection === undefined ? [] : namesIn(collection) };
}

/** Free variables of an expression; what parse has refused has none. */
function namesIn(expression: string): readonly string[] {
  const compiled = compileExpression(expression.trim().replace(/^=/, ''));
  return compiled.ok ? compiled.value.variables : [];
}

function assignOf({ attributes }: { readonly attributes: Readonly<Record<string, string>> }): AssignSpec {
  return attributesOf(attributes, ['post', 'department', 'role', 'body', 'of', 'startedBy']);
}

function limitOf(extensions: Extensions, report: (message: string) => void): TimeLimit | null {
  const [limit] = extensions.all('limit');
  if (limit === undefined) return null;
  const { workingDays, calendar, atEnd } = limit.attributes;
  if (atEnd !== undefined && !isKnownAtEnd(atEnd)) {
    report(`时限到期后的做法“${atEnd}”无法识别；可用：urge（提示办理人）、escalate（并报告分管领导）。`);
  }
  return {
    workingDays: Number(workingDays),
    calendar: calendar === 'unit' ? 'unit' : 'statutory',
    atEnd: atEnd ?? null,
  };
}

/** An activity is one control at most, and only a user task can be one: a control is what people do. */
function controlOf(node: NodeModel, extensions: Extensions, report: Report): ControlSpec | null {
  const [control, second] = extensions.all('control');
  if (control === undefined) return null;
  if (second !== undefined) {
    report('control-twice', node.id, '一个环节只能设一种监督制约环节；请拆成两个环节。');
  }
  if (node.type !== 'userTask') {
    report('control-not-user-task', node.id, '监督制约环节须由人员办理；请把该节点改为用户任务（userTask）。');
  }
  const inside = new Extensions(control.children);
  const acts = inside.all('act').map((act): ActSpec => {
    const within = new Extensions(act.children);
    return {
      name: act.attributes['name'] ?? '',
      duties: (act.attributes['duty'] ?? '').split(/[\s,]+/).filter((code) => code !== ''),
      assigns: within.all('assign').map(assignOf),
      evidence: evidenceOf(within),
      properties: within.properties(),
      basis: within.basis(),
    };
  });
  const names = acts.map(({ name }) => name);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    report('act-twice', node.id, `办理动作“${name}”在同一监督制约环节中出现两次；请改名或删去一个。`);
  }
  return {
    kind: control.attributes['kind'] as ControlKind,
    acts,
    properties: inside.properties(),
    basis: inside.basis(),
  };
}
