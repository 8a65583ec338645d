import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import { rejected } from '../door/answers.js';
import type { Plan } from '../door/batch.js';
import type { RuntimeParts } from '../door/parts.js';
import type { Answer, Envelope, FireTimer } from '../ports/index.js';
import { DEFINITIONS_STREAM, EFFECT, startOwner, takeEffect, type EffectPlan } from './definitions.js';

const OWNER = startOwner('');

/** Whether it is the moment at which a definition takes effect. */
export function isEffectTimer({ instance, subscription }: FireTimer): boolean {
  return subscription === EFFECT && instance.startsWith(OWNER);
}

export function fireEffectTimer(
  { queries, surroundings }: RuntimeParts,
  catalogue: DefinitionCatalogue,
  envelope: Envelope<FireTimer>,
): Plan {
  const { command, unit } = envelope;
  let planned: EffectPlan | Answer;
  return {
    stream: DEFINITIONS_STREAM,
    alone: true,
    wanted: { streams: [DEFINITIONS_STREAM] },
    before: async () => {
      const row = await queries.definition(command.instance.slice(OWNER.length));
      const timer = await queries.timer(command.instance, command.subscription);
      if (row?.unit !== unit || row.status !== 'scheduled' || timer === null) {
        planned = rejected('not-found', `Nothing waits to take effect under ${command.instance}.`);
      } else if (timer.due > surroundings.now()) {
        const due = new Date(timer.due).toISOString();
        planned = rejected('conflict', `Version ${row.version} of ${row.process} takes effect only at ${due}.`);
      } else {
        const present = await queries.startable(unit, row.process);
        planned = {
          row,
          definition: await catalogue.get(row.digest),
          present: present === null ? null : await catalogue.get(present.digest),
        };
      }
    },
    run: (batch) => ('row' in planned ? takeEffect(batch, envelope, planned) : planned),
  };
}
