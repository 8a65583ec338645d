import type { ConstraintSpec, PolicyModel, SeparationLevel } from '../model/index.js';
import { Binding } from './binding.js';
import { ChiefRestriction } from './chief.js';
import { pairsAmong, type Constraint } from './constraint.js';
import { AtLeast, AtMost, type CountingSpec } from './counting.js';
import { describe } from './describe.js';
import { DUTY_PAIRS, type DutyPair } from './duty-pairs.js';
import { LEVELS } from './levels.js';
import { Recusal } from './recusal.js';
import { Separation } from './separation.js';
import { sideOfAct, sideOfDuty, sideOfPhase, sideOfSoleApproval, within, type Side } from './side.js';

/** A constraint that says something it cannot mean. What of it makes sense is enforced all the same. */
export interface ConstraintProblem {
  /** Id of the constraint. */
  readonly constraint: string;
  /** In Chinese: what is wrong and what to do. */
  readonly message: string;
}
export interface ReadConstraints {
  readonly constraints: readonly Constraint[];
  /** What asks about data and time, and is checked where these are. */
  readonly others: readonly ConstraintSpec[];
  readonly problems: readonly ConstraintProblem[];
}

/** Every constraint on persons that holds in a process: those drawn, the pairs of duties, the chief's lines. Once, when the process is read. */
export function readConstraints(
  model: PolicyModel,
  process: string,
  pairs: readonly DutyPair[] = DUTY_PAIRS,
): ReadConstraints {
  const problems: ConstraintProblem[] = [];
  const reader = new Reader(model, process, (constraint, message) => problems.push({ constraint, message }));
  const drawn = model.constraints.flatMap((spec, at) => reader.read(spec, at));
  const others = model.constraints.filter(({ kind }) => kind === 'limit' || kind === 'window');
  const constraints = [...drawn, ...pairs.map((pair) => constraintOf(pair, model)), new ChiefRestriction()];
  return { constraints, others, problems };
}

/** A pair that is checked when posts are given holds within an instance too: whoever holds neither post may still do both. */
export function constraintOf({ id, a, b, level, scope, basis }: DutyPair, model: PolicyModel): Constraint {
  return new Separation({
    ...{ id, basis, levels: new Set(LEVELS[level]) },
    kind: [a, b].some((code) => code === 'soleApproval' || code.startsWith('phase:')) ? 'phase' : 'separation',
    extent: scope === 'CONTRACT' || scope === 'PROJECT' ? scope.toLowerCase() : 'instance',
    against: [[sideOf(a, model), sideOf(b, model)]],
  });
}

const PHASE_SIDES = new Map([
  ['phase:DECIDE', 'decide'],
  ['phase:EXECUTE', 'execute'],
  ['phase:SUPERVISE', 'supervise'],
] as const);
function sideOf(code: string, model: PolicyModel): Side {
  if (code === 'soleApproval') return soleApproval(model);
  for (const [text, phase] of PHASE_SIDES) if (code === text) return sideOfPhase(phase, model);
  return sideOfDuty(code, model);
}

function soleApproval(model: PolicyModel): Side {
  const alone = [...model.activities.keys()].filter((key) => describe(model, key, '').soleApproval);
  return sideOfSoleApproval(alone.map((activity) => ({ activity, act: null })));
}

class Reader {
  private readonly ids = new Set<string>();

  constructor(
    private readonly model: PolicyModel,
    private readonly process: string,
    private readonly report: (constraint: string, message: string) => void,
  ) {}

  read(spec: ConstraintSpec, at: number): Constraint[] {
    const id = this.idOf(spec, at);
    if (spec.extent !== 'instance' && !this.model.records.some(({ kind }) => kind === spec.extent)) {
      const known = this.model.records.map(({ kind }) => kind).join('、');
      const message = `约束“${id}”的范围“${spec.extent}”没有声明；请在流程上加 qh:record kind="${spec.extent}"${known === '' ? '' : `，或改用已声明的：${known}`}。`;
      this.report(id, message);
    }
    if (spec.kind !== 'limit' && this.model.records.some(({ kind, each }) => kind === spec.extent && each))
      this.report(id, `约束“${id}”的范围“${spec.extent}”逐项记录（each），只用于限额约束；请改用其他范围。`);
    const sides = spec.between.map((reference) => sideOfAct(reference, this.process, this.model));
    const shared = { id, sides, basis: spec.basis, extent: spec.extent };
    const levels: ReadonlySet<SeparationLevel> = spec.levels.size === 0 ? new Set(['person']) : spec.levels;
    switch (spec.kind) {
      case 'separation': {
        const against = pairsAmong(sides);
        const overlap = against.find(
          ([one, other]) =>
            one.key.startsWith(`${other.key}#`) || other.key.startsWith(`${one.key}#`) || one.key === other.key,
        );
        if (overlap)
          this.report(
            id,
            `约束“${id}”把环节“${overlap[0].label}”与其自身分离，无人可以办理；请改为不同的环节或办理动作。`,
          );
        return [new Separation({ ...shared, kind: 'separation', levels, against })];
      }
      case 'phase':
        return [new Separation({ ...shared, kind: 'phase', levels, against: this.phases(sides) })];
      case 'binding': {
        if (levels.has('leader'))
          this.report(id, `约束“${id}”不能绑定到分管领导；层级请用 person（人员）或 department（部门）。`);
        return [new Binding({ ...shared, levels })];
      }
      case 'atMost':
      case 'atLeast':
        return this.counting(spec.kind, { ...shared, count: spec.count }, levels);
      case 'recusal':
        return [this.recusal(spec, shared)];
      case 'limit':
      case 'window':
        return [];
    }
  }

  private idOf({ name, kind }: ConstraintSpec, at: number): string {
    const wanted = name ?? `${kind}:${at + 1}`;
    const id = this.ids.has(wanted) ? `${wanted}:${at + 1}` : wanted;
    this.ids.add(id);
    return id;
  }

  /** Trap T17: whoever approves alone does not execute, and whoever executes does not supervise. */
  private phases(sides: readonly Side[]): [Side, Side][] {
    const narrowed = (side: Side): Side => (sides.length === 0 ? side : within(side, sides));
    const [alone, execute] = [narrowed(soleApproval(this.model)), narrowed(sideOfPhase('execute', this.model))];
    return [
      [alone, execute],
      [execute, narrowed(sideOfPhase('supervise', this.model))],
    ];
  }

  private counting(
    kind: 'atMost' | 'atLeast',
    { count, ...shared }: Omit<CountingSpec, 'count'> & { readonly count: number | null },
    levels: ReadonlySet<SeparationLevel>,
  ): Constraint[] {
    const { id, sides } = shared;
    if (levels.size > 1 || !levels.has('person'))
      this.report(id, `约束“${id}”按人员计数，不能设其他层级；请去掉 level。`);
    // What has no number is told when the drawing is read, and is never published.
    if (count === null) return [];
    if (kind === 'atMost') return [new AtMost({ ...shared, count })];
    if (count > sides.length)
      this.report(id, `约束“${id}”要求至少 ${count} 人，但只列出 ${sides.length} 个环节；请增加环节或减少人数。`);
    return [new AtLeast({ ...shared, count })];
  }

  private recusal({ properties }: ConstraintSpec, { id, sides, basis }: Omit<CountingSpec, 'count'>): Constraint {
    const persons = [...this.model.protectedData.values()]
      .filter(({ type }) => type === 'person')
      .map(({ name }) => name);
    const asked = properties.filter(({ name }) => name === 'of').flatMap(({ value }) => value.split(/[\s,]+/));
    const wanted = asked.filter((word) => word !== '');
    for (const word of wanted) {
      if (word === INITIATOR || persons.includes(word)) continue;
      this.report(
        id,
        `约束“${id}”的 of 所列“${word}”不是人员类关键要素；可用：${[INITIATOR, ...persons].join('、')}。`,
      );
    }
    const data = wanted.length === 0 ? persons : persons.filter((name) => wanted.includes(name));
    return new Recusal({ id, basis, sides, data, initiator: wanted.length === 0 || wanted.includes(INITIATOR) });
  }
}
const INITIATOR = 'initiator';
