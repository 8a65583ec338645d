import { actingAsSelf, trailOf } from '../acts/trail.js';
import { isHandling } from '../constraints/index.js';
import { NO_REACTION, type Reaction, type Request } from '../ports/index.js';
import type { WorkDraft } from './draft.js';
import type { Work } from './state.js';

/** What an operator set stands in the trail, and whoever acted in the matter or has some of it in hand is shown it (待阅). The engine sets it. */
export function operatorWrote(draft: WorkDraft, { instance, principal, organisation, at }: Request<Work>): Reaction {
  if (instance === undefined || principal.kind !== 'person') return NO_REACTION;
  const { person } = principal;
  const on = { activity: instance.process, element: 0 };
  draft.trail.push(trailOf(on, 'setVariables', principal, actingAsSelf(person, organisation, at)));
  const acted = instance.trail.filter(({ act }) => !isHandling(act)).map((record) => record.person);
  const holders = Object.values(draft.work.items).flatMap(({ assignee }) => assignee ?? []);
  const persons = [...new Set([...acted, ...holders])].filter((each) => each !== person);
  if (persons.length > 0) draft.emit({ type: 'copied', persons, by: person, at });
  return draft.reaction();
}
