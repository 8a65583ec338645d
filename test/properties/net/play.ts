import { netText, step, UNBORN, type Command, type InstanceState, type Net } from '@quanheng/engine';
import type { TestModel } from '../models.js';
import { chooseMove, envAt, EPOCH, START, type Choice } from '../walk.js';
import { Follower } from './follower.js';
import { Outside, type Marking } from './marking.js';
import { readOff } from './reading.js';

/** What was compared, so that a property that compares nothing is noticed. */
export interface Seen {
  models: number;
  gaps: number;
  steps: number;
  /** How often a comparison ended because the run went on outside the net, by reason. */
  readonly outside: Map<string, number>;
}

/** What is played, and its text for whoever reads of a difference. */
type Played = Pick<TestModel, 'definition'> & { readonly rendered: { readonly xml: string } };

/** Plays instances of the model, one after another, and follows them in the net. `look` sees the instance and its marking after each step. */
export function play(
  { definition, rendered }: Played,
  net: Net,
  choices: readonly Choice[],
  seen: Seen,
  look: (state: InstanceState, marking: Marking, at: number) => void = () => undefined,
  start: Command = START,
): void {
  let at = EPOCH;
  let state = UNBORN;
  let follower = new Follower(net, definition);
  const give = (command: Command): void => {
    const { events, state: next, rejection } = step(definition, state, command, envAt(at));
    if (rejection !== undefined) return;
    follower.follow(events);
    state = next;
    const { marked, dead } = readOff(definition, net, state);
    const alive = (places: Iterable<number>): string[] =>
      [...places].filter((place) => !dead.has(place)).map((place) => nameOf(net, place));
    expect(alive(follower.marking.visible()).sort()).toEqual(alive(marked).sort());
    seen.steps++;
    look(state, follower.marking, at);
  };
  const begin = (): void => {
    state = UNBORN;
    follower = new Follower(net, definition);
    give(start);
  };
  const tried = (act: () => void): void => {
    try {
      act();
      if (state.status !== 'completed' && state.status !== 'cancelled') return;
    } catch (error) {
      if (!(error instanceof Outside)) {
        if (error instanceof Error) error.message += `\n${rendered.xml}\n${netText(net)}`;
        throw error;
      }
      seen.outside.set(error.message, (seen.outside.get(error.message) ?? 0) + 1);
    }
    state = UNBORN;
  };
  tried(begin);
  for (const choice of choices) {
    // What goes outside at its very start would do so again.
    if (state === UNBORN) tried(begin);
    if (state === UNBORN) return;
    const { command, at: when } = chooseMove({ definition, state, at }, choice);
    at = when;
    if (!('migrateTo' in command)) tried(() => give(command));
  }
}

function nameOf(net: Net, index: number): string {
  const { role, path, node, detail } = net.places[index]!;
  return `${[...path, node?.key ?? ''].join('/')} ${role} ${detail ?? ''}`;
}
