import type { Model, NodeModel, ProcessModel } from '@quanheng/engine';
import { effectOf, type ActivityPolicy, type ControlKind, type Effects, type PolicyModel } from '../model/index.js';
import type { GuardAnswer, OrganisationView } from '../ports/index.js';
import type { Profile, Profiles } from '../profiles/index.js';
import type { Oracle } from '../verify/index.js';
import { begunAfter, begunFrom, controlFlowOf, leadingTo, Runs, type ControlFlow } from './paths/index.js';
import { ProvenRuns } from './proven-runs.js';

/** What is judged, and what is known besides the drawing. */
export interface LintContext {
  readonly model: Model;
  readonly policy: PolicyModel;
  /** null: nobody has said which power the process exercises. */
  readonly profile: Profile | null;
  readonly organisation: { readonly view: OrganisationView; readonly at: number } | null;
  readonly effects: Effects;
  /** Every profile there is; null: not known, as when a file is judged by itself. */
  readonly profiles: Profiles | null;
  /** Known when a definition is being published. */
  readonly publication?: Publication | null;
  /** The documents that calls lead to, by the prefix of their keys (`Called:`); absent: not known, so what they control counts for nothing. */
  readonly models?: ReadonlyMap<string, Model>;
  /** Knows exactly what the paths through the drawing only show; absent where the drawing cannot be run. */
  readonly oracle?: Oracle;
}
export interface Publication {
  /** Natural persons. */
  readonly designers: readonly string[];
  readonly publisher: string;
  /** Digest of the legality check (合法性审查) that the publisher attached. */
  readonly legalityCheck: string | null;
}

/** One node of a process with what it says about power. */
export interface DrawnActivity extends ActivityPolicy {
  readonly node: NodeModel;
  /** What completing it does; null: nothing that is governed. */
  readonly effect: string | null;
  /** The protected data that it may change, and those that the drawing itself has it write. */
  readonly changes: readonly string[];
}

/** One process of the document, with its control flow. What is asked twice is worked out once. */
export class Drawing {
  readonly flow: ControlFlow;
  readonly activities: readonly DrawnActivity[];
  private readonly byKey: ReadonlyMap<string, DrawnActivity>;
  private readonly known = new Map<string, Runs>();
  private readonly oracle: Oracle | undefined;

  /** Names of the protected data that are amounts of money. */
  readonly protectedMoney: ReadonlySet<string>;

  constructor(
    readonly process: ProcessModel,
    { policy, profile, effects, oracle }: LintContext,
  ) {
    this.oracle = oracle;
    const money = [...policy.protectedData.values()].filter(({ type }) => type === 'money');
    this.protectedMoney = new Set(money.map(({ name }) => name));
    this.flow = controlFlowOf(process);
    this.activities = [...this.flow.nodes.values()].flatMap((node) => {
      const said = policy.activities.get(node.id);
      if (said === undefined) return [];
      const drawn = (oracle?.writtenBy(said.key) ?? []).filter((name) => policy.protectedData.has(name));
      const changes = drawn.length === 0 ? said.writes : [...new Set([...said.writes, ...drawn])];
      return [{ ...said, node, effect: effectIn(said, node, effects, profile), changes }];
    });
    this.byKey = new Map(this.activities.map((activity) => [activity.key, activity]));
  }

  activity(id: string): DrawnActivity | undefined {
    return this.byKey.get(id);
  }

  /** Work that people do. */
  get human(): readonly DrawnActivity[] {
    return this.activities.filter(({ type }) => type === 'userTask' || type === 'manualTask');
  }

  get acts(): readonly DrawnActivity[] {
    return this.activities.filter(({ effect }) => effect !== null);
  }

  controls(...kinds: readonly ControlKind[]): readonly DrawnActivity[] {
    return this.activities.filter(
      ({ control }) => control !== null && (kinds.length === 0 || kinds.includes(control.kind)),
    );
  }

  /** The runs in which none of these is passed. */
  without(activities: readonly { readonly key: string }[]): Runs {
    const keys = activities.map(({ key }) => key).sort();
    const name = keys.join(' ');
    let runs = this.known.get(name);
    if (runs === undefined) this.known.set(name, (runs = this.runsWithout(keys)));
    return runs;
  }

  private runsWithout(keys: readonly string[]): Runs {
    return this.oracle === undefined
      ? new Runs(this.flow, new Set(keys))
      : new ProvenRuns(this.flow, keys, this.oracle);
  }

  /** Whether the act is begun only when one of the controls was passed since any of the writers was done; `unknown` where the drawing cannot be run. */
  passedSince(controls: Keyed, writers: Keyed, act: string): GuardAnswer {
    const asked = { controls: keysOf(controls), writers: keysOf(writers), act };
    return this.oracle?.ask({ kind: 'passedSince', process: this.process.id, ...asked }) ?? UNKNOWN;
  }

  /** Whether each happening of the event is answered by one of these before the process completes. */
  answered(event: string, answers: Keyed): GuardAnswer {
    return this.oracle?.ask({ kind: 'answered', process: this.process.id, event, answers: keysOf(answers) }) ?? UNKNOWN;
  }

  /** The runs in which none of these has answered, neither yes nor no, and none of the others is passed. */
  unanswered(activities: Keyed, without: Keyed = []): Runs {
    return new Runs(this.flow, new Set(keysOf(without)), { unanswered: new Set(keysOf(activities)) });
  }

  begunAfter(from: string, without: readonly { readonly key: string }[] = []): ReadonlySet<string> {
    return begunAfter(this.flow, from, new Set(without.map(({ key }) => key)));
  }

  leadingTo(to: string, without: readonly { readonly key: string }[]): ReadonlySet<string> {
    return leadingTo(this.flow, to, new Set(without.map(({ key }) => key)));
  }

  begunFrom(from: string, without: readonly { readonly key: string }[] = []): ReadonlySet<string> {
    return begunFrom(this.flow, from, new Set(without.map(({ key }) => key)));
  }
}

type Keyed = readonly { readonly key: string }[];
const UNKNOWN: GuardAnswer = { holds: 'unknown' };

function keysOf(activities: Keyed): readonly string[] {
  return activities.map(({ key }) => key);
}

const DRAWINGS = new WeakMap<LintContext, readonly Drawing[]>();

export function drawingsOf(context: LintContext): readonly Drawing[] {
  let drawings = DRAWINGS.get(context);
  if (drawings === undefined) {
    DRAWINGS.set(context, (drawings = context.model.processes.map((process) => new Drawing(process, context))));
  }
  return drawings;
}

/** The profile's word counts where the installation has none. */
function effectIn(said: ActivityPolicy, node: NodeModel, effects: Effects, profile: Profile | null): string | null {
  const handler = 'handler' in node ? node.handler : undefined;
  return effectOf(said, handler, (key) => effects(key) ?? profile?.effectOf[key]) ?? null;
}
