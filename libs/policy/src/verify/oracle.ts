import { netOf, type GraphNode, type Net, type Transition } from '@quanheng/engine';
import type { GuardAnswer } from '../ports/index.js';
import { Purse, type Budget } from './budget.js';
import { withData } from './choosing/data-net.js';
import { isUnguarded, play } from './confirm.js';
import { worldOf, type Drawn } from './judge.js';
import { passedBefore, type Passing } from './questions.js';
import { scenarioOf } from './scenario.js';

/** Asks the net of a drawing what the rules about power want to know of it. */
export interface Oracle {
  /** Whether a control of these can end otherwise than passed, where the drawing tells that apart. */
  canFail(process: string, controls: readonly string[]): boolean;
  /** Whether one of the controls has been passed, and has not failed since, whenever the act is begun. */
  passedBefore(process: string, controls: readonly string[], act: string): GuardAnswer;
}

export function oracleOf(drawn: Drawn, budget: Budget): Oracle {
  const purse = new Purse(budget);
  const processes = new Map([...drawn.definition.processes.values()].map((process) => [process.id, process]));
  const netFor = (process: GraphNode): Net => netOf(drawn.definition, { process: process.key, returns: 'none' });
  return {
    canFail(id, controls) {
      const process = processes.get(id);
      const set = new Set(controls);
      return (
        process !== undefined &&
        netFor(process).transitions.some((transition) => set.has(transition.node.key) && isFailure(transition))
      );
    },
    passedBefore(id, controls, act) {
      const process = processes.get(id);
      if (process === undefined || purse.isLate) return { holds: 'unknown' };
      const begins = ({ action, node }: Transition): boolean => action === 'activate' && node.key === act;
      const asked = (net: Net): GuardAnswer => {
        const answer = passedBefore(net, controls.map(passingOf), begins, purse);
        if (answer.holds !== false) return answer;
        const scenario = scenarioOf(drawn, process.id, answer.way);
        const played = play(worldOf(drawn, process), scenario);
        const certainty = isUnguarded(played, act, new Set(controls)) ? 'confirmed' : 'possible';
        return { holds: false, path: pathOf(answer.way), certainty, scenario };
      };
      const net = netFor(process);
      const first = asked(net);
      if (first.holds !== false || first.certainty === 'confirmed') return first;
      // Data may prevent it: it is asked again of the net in which gateways choose by them.
      const split = withData(net, drawn.definition, drawn.models);
      const second = split === null ? first : asked(split);
      return second.holds === 'unknown' ? first : second;
    },
  };
}

/** A control whose outcomes the drawing does not tell apart is passed when it is done. */
function passingOf(key: string): Passing {
  const isDone = ({ action, node }: Transition): boolean => action === 'complete' && node.key === key;
  return {
    passes: (transition) => isDone(transition) && !isFailure(transition),
    fails: (transition) => isDone(transition) && isFailure(transition),
  };
}

function isFailure({ action, outcome }: Transition): boolean {
  return action === 'complete' && outcome !== null && outcome !== 'passed';
}

function pathOf(way: readonly Transition[]): string[] {
  return way.flatMap(({ action, node }) => (action === 'activate' && node.type !== 'process' ? [node.key] : []));
}
