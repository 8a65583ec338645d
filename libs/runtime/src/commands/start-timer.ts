import { firstFiring, nextFiring, type Env, type Firing, type GraphNode } from '@quanheng/engine';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import { rejected } from '../door/answers.js';
import { asked } from '../door/scope-records.js';
import type { Plan } from '../door/batch.js';
import type { NumberSeries } from '../door/number-series.js';
import type { RuntimeParts } from '../door/parts.js';
import { newId } from '../ids.js';
import type { Envelope, FireTimer, ProcessDefinition, Rejected, StartInstance, TimerRow } from '../ports/index.js';
import { startEventsOf, startOwner } from './definitions.js';
import { envOf } from './on-instance.js';
import { scopesOfStart, startInstance } from './start-instance.js';

const OWNER = startOwner('');

/** Whether the timer is a start event's, which waits under its definition and not in an instance. */
export function isStartTimer(command: FireTimer): boolean {
  return command.instance.startsWith(OWNER);
}

/** A timer start event: a new instance, and the next firing of a cycle, in one transaction. Each due moment starts at most one instance. */
export async function fireStartTimer(
  parts: RuntimeParts,
  catalogue: DefinitionCatalogue,
  numbers: Pick<NumberSeries, 'next'>,
  envelope: Envelope<FireTimer>,
): Promise<Plan | Rejected> {
  const { command, principal, unit } = envelope;
  const gone = rejected('not-found', `Start timer ${command.subscription} of ${command.instance} is gone.`);
  const definition = await catalogue.find(command.instance.slice(OWNER.length));
  if (definition === null || definition.unit !== unit) return gone;
  const event = startEventsOf(definition).find(({ index }) => index === command.subscription);
  const timer = await parts.queries.timer(command.instance, command.subscription);
  if (event === undefined || timer?.unit !== unit) return gone;
  const now = parts.surroundings.now();
  if (timer.due > now)
    return rejected('conflict', `Start timer ${event.id} is due only at ${new Date(timer.due).toISOString()}.`);
  const id = newId(parts.surroundings);
  const number = await numbers.next(definition);
  const cycle = cycleOf(event);
  const counted = cycle === null ? null : await countedFrom(parts, definition, timer);
  const started: StartInstance = { kind: 'startInstance', process: definition.process, startEvent: event.key };
  const start = { unit, principal, command: started };
  return {
    stream: command.instance,
    wanted: {},
    key: `start ${command.instance} ${command.subscription} ${timer.due}`,
    scopes: (batch) => asked(() => scopesOfStart(batch, start, definition)),
    run: (batch) => {
      const answer = startInstance(batch, start, { id, number, definition });
      if (answer.status === 'rejected') return answer;
      const env = { ...envOf(batch, now), at: counted ?? timer.due };
      const next = cycle === null ? null : followingDue(cycle, timer, env);
      if (next === null) batch.changes.timers.drop(command);
      else batch.changes.timers.update({ ...timer, due: next });
      if (next !== null) batch.notices.push({ kind: 'timer', due: next });
      return answer;
    },
  };
}

interface Cycle {
  readonly text: string;
  readonly calendar: string | null;
}

function cycleOf({ event }: GraphNode): Cycle | null {
  const trigger = event?.trigger;
  if (trigger?.kind !== 'timer' || trigger.timer.kind !== 'cycle' || typeof trigger.timer.value !== 'string')
    return null;
  return { text: trigger.timer.value, calendar: trigger.timer.calendar };
}

/** From when on a cycle is counted: the moment its definition was published, so that it neither drifts nor forgets how often. */
async function countedFrom({ queries }: RuntimeParts, definition: ProcessDefinition, timer: TimerRow): Promise<number> {
  const row = await queries.definition(definition.digest);
  const deployment = row === null ? null : await queries.deployment(row.deployment);
  return deployment?.publishedAt ?? timer.due;
}

/** When a cycle fires after this row, by the calendars as they are now. */
function followingDue({ text, calendar }: Cycle, timer: TimerRow, env: Env): number | null {
  let firing: Firing | undefined = firstFiring('cycle', text, calendar, env);
  while (firing !== undefined && firing.due <= timer.due) firing = nextFiring(firing, calendar, env);
  return firing?.due ?? null;
}
