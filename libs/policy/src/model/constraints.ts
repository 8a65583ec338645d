import type { ExtensionElement, ProcessModel } from '@quanheng/engine';
import { Extensions } from './extensions.js';
import type { Report } from './read.js';
import type { ActivityPolicy, ActReference, ConstraintKind, ConstraintSpec, SeparationLevel } from './types.js';

/** What constraints can refer to. */
export interface Drawn {
  readonly prefix: string;
  readonly activities: ReadonlyMap<string, ActivityPolicy>;
  readonly report: Report;
}

const LEVELS: readonly SeparationLevel[] = ['person', 'department', 'leader'];
/** How many acts a constraint speaks about at the least; `recusal`, `limit` and `window` may stand at one. */
const LEAST: Readonly<Record<ConstraintKind, number>> = {
  separation: 2,
  binding: 2,
  atMost: 2,
  atLeast: 2,
  phase: 0,
  recusal: 1,
  limit: 1,
  window: 1,
};

export function constraintsOf(process: ProcessModel, drawn: Drawn): ConstraintSpec[] {
  return new Extensions(process.extensions).all('constraint').map((element) => readOne(element, process.id, drawn));
}

function readOne({ attributes, children }: ExtensionElement, process: string, drawn: Drawn): ConstraintSpec {
  const inside = new Extensions(children);
  const kind = attributes['kind'] as ConstraintKind;
  const name = attributes['name'] ?? null;
  const label = name ?? kind;
  const between = wordsOf(attributes['between']).flatMap((text) => referenceOf(text, label, process, drawn));
  // Over a record one step is bound to itself: who did it in another matter does it again.
  const extent = attributes['extent'] ?? 'instance';
  const least = kind === 'binding' && extent !== 'instance' ? 1 : LEAST[kind];
  if (between.length < least) {
    const message = `约束“${label}”至少须指明 ${least} 个环节（between="甲, 乙"）。`;
    drawn.report('constraint-too-few', process, message);
  }
  const count = attributes['count'] === undefined ? null : Number(attributes['count']);
  if ((kind === 'atMost' || kind === 'atLeast') && (count === null || count < 1)) {
    drawn.report('constraint-count', process, `约束“${label}”须写明人数或次数（count，不小于 1）。`);
  }
  const basis = attributes['basis'];
  return {
    kind,
    name,
    between,
    levels: levelsOf(attributes['level'], label, process, drawn),
    extent,
    basis: [...(basis === undefined ? [] : [{ article: basis, mark: null, text: null }]), ...inside.basis()],
    count,
    properties: inside.properties(),
  };
}

function levelsOf(text: string | undefined, label: string, process: string, drawn: Drawn): Set<SeparationLevel> {
  const found = new Set<SeparationLevel>();
  for (const word of wordsOf(text)) {
    const level = LEVELS.find((each) => each === word);
    if (level !== undefined) found.add(level);
    else {
      const message = `约束“${label}”的层级“${word}”无法识别；可用：person（人员）、department（部门）、leader（分管领导）。`;
      drawn.report('constraint-level', process, message);
    }
  }
  return found.size === 0 ? new Set(['person']) : found;
}

/** `Activity` or `Activity#act`. */
function referenceOf(text: string, label: string, process: string, drawn: Drawn): ActReference[] {
  const { prefix, activities, report } = drawn;
  const [id = '', act = null] = text.split('#');
  const activity = activities.get(prefix + id);
  if (activity === undefined) {
    report('constraint-reference', process, `约束“${label}”提到的环节“${id}”不在流程中；请改为已有环节的 id。`);
    return [];
  }
  const acts = activity.control?.acts.map(({ name }) => name) ?? [];
  if (act !== null && acts.length > 0 && !acts.includes(act)) {
    const message = `约束“${label}”提到的办理动作“${text}”不存在；环节“${activity.name}”有：${acts.join('、')}。`;
    report('constraint-reference', process, message);
    return [];
  }
  return [{ activity: prefix + id, act }];
}

function wordsOf(text = ''): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
