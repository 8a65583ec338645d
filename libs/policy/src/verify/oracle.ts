import { writtenBy, type GraphNode, type Net, type Transition } from '@quanheng/engine';
import type { GuardAnswer, GuardQuestion } from '../ports/index.js';
import { Purse, type Budget } from './budget.js';
import { isStale, isUnanswered, isUnguarded, type Played } from './confirm.js';
import { closerLook, isMisleading, netIn, permitsReturns, PLACES_IN_STEPS, worldOf, type Drawn } from './judge.js';
import { answeredBeforeEnd, passedBefore, passedSince, type Answer, type Passing } from './questions.js';
import { witnessOf } from './witness.js';

/** Asks the net of a drawing what the rules about power want to know of it. */
export interface Oracle {
  /** Whether a control of these can end otherwise than passed, where the drawing tells that apart. */
  canFail(process: string, controls: readonly string[]): boolean;
  /**
   * `passedBefore`: whether one of the controls has been passed, and has not failed since, whenever the act is begun. `passedSince`: whether one of them has been passed
   * since any of the writers was done, whenever the act is begun. `answered`: whether one of the answers is done after the event, whenever the process completes.
   */
  ask(question: GuardQuestion): GuardAnswer;
  /** The variables that the drawing itself has the element write. */
  writtenBy(key: string): readonly string[];
}

/** A question in terms of the net, and what the engine does where the answer is no. */
interface Asked {
  readonly search: (net: Net, purse: Purse) => Answer;
  readonly isShown: (played: Played) => boolean;
}

export function oracleOf(drawn: Drawn, budget: Budget): Oracle {
  const { definition } = drawn;
  const shared = new Purse(budget);
  const until = budget.clock() + budget.milliseconds;
  /** As many markings again, but no more time. */
  const another = (): Purse => new Purse({ ...budget, milliseconds: until - budget.clock() });
  const processes = new Map([...definition.processes.values()].map((process) => [process.id, process]));
  const netFor = (process: GraphNode): Net => netIn(drawn, process, 'none');
  const answer = (process: GraphNode, net: Net, { search, isShown }: Asked, purse: Purse): GuardAnswer => {
    if (isMisleading(net)) return { holds: 'unknown' };
    const asked = (each: Net, within: Purse): GuardAnswer => {
      const found = search(each, within);
      if (found.holds !== false) return found;
      const witness = witnessOf(drawn, [process], found.way, each, {
        ...{ world: worldOf(drawn, process), known: new Map(), isEnd: false, purse },
        happens: isShown,
      });
      const certainty = witness.isShown ? 'confirmed' : 'possible';
      return { holds: false, path: pathOf(found.way), certainty, scenario: witness.scenario };
    };
    const first = asked(net, purse);
    if (first.holds !== false || first.certainty === 'confirmed') return first;
    const closer = closerLook(net, drawn, purse, PLACES_IN_STEPS);
    const second = closer === null ? first : asked(closer.net, closer.purse);
    return second.holds === 'unknown' ? first : second;
  };
  return {
    canFail(id, controls) {
      const process = processes.get(id);
      const set = new Set(controls);
      return (
        process !== undefined &&
        netFor(process).transitions.some((transition) => set.has(transition.node.key) && isFailure(transition))
      );
    },
    writtenBy(key) {
      const node = definition.nodesByKey.get(key);
      return node === undefined ? [] : writtenBy(node);
    },
    ask(question) {
      const process = processes.get(question.process);
      if (process === undefined || shared.isLate) return { holds: 'unknown' };
      const asked = askedBy(question);
      if (question.kind === 'passedBefore') return answer(process, netFor(process), asked, shared);
      // A return leads only to what was done before, so it opens no first way past a control; it matters to what comes after one.
      const first = answer(process, netFor(process), asked, another());
      if (first.holds !== true || !permitsReturns(definition)) return first;
      return answer(process, netIn(drawn, process, 'permitted'), asked, another());
    },
  };
}

function askedBy(question: GuardQuestion): Asked {
  if (question.kind === 'answered') {
    const { event, answers } = question;
    const answering = new Set(answers);
    const isRaised = ({ action, target }: Transition): boolean => action === 'trigger' && target?.key === event;
    return {
      search: (net, purse) => answeredBeforeEnd(net, isRaised, (each) => isDone(each, answering), purse),
      isShown: (played) => isUnanswered(played, event, answering),
    };
  }
  const { act } = question;
  const controls = new Set(question.controls);
  const begins = ({ action, node }: Transition): boolean => action === 'activate' && node.key === act;
  if (question.kind === 'passedBefore') {
    return {
      search: (net, purse) => passedBefore(net, question.controls.map(passingOf), begins, purse),
      isShown: (played) => isUnguarded(played, act, controls),
    };
  }
  const writers = new Set(question.writers);
  const passes = (each: Transition): boolean => isDone(each, controls) && !isFailure(each);
  return {
    search: (net, purse) => passedSince(net, passes, (each) => isDone(each, writers), begins, purse),
    isShown: (played) => isStale(played, act, controls, writers),
  };
}

function isDone({ action, node }: Transition, nodes: ReadonlySet<string>): boolean {
  return action === 'complete' && nodes.has(node.key);
}

/** A control whose outcomes the drawing does not tell apart is passed when it is done. */
function passingOf(key: string): Passing {
  const own = new Set([key]);
  return {
    passes: (transition) => isDone(transition, own) && !isFailure(transition),
    fails: (transition) => isDone(transition, own) && isFailure(transition),
  };
}

function isFailure({ action, outcome }: Transition): boolean {
  return action === 'complete' && outcome !== null && outcome !== 'passed';
}

function pathOf(way: readonly Transition[]): string[] {
  return way.flatMap(({ action, node, target }) => {
    if (action === 'activate' && node.type !== 'process') return [node.key];
    return (action === 'return' || action === 'trigger') && target !== null ? [target.key] : [];
  });
}
