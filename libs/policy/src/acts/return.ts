import { reasonsAgainst } from '../guard/item-rights.js';
import { againstReturningFrom } from '../guard/returns.js';
import { unreasoned } from '../guard/unreasoned.js';
import { onItem } from './act.js';
import { againstPending } from './opinions.js';
import { trailOf } from './trail.js';

/** 退回: work goes back to a step that was done before; what it crosses no longer counts. */
export const returnTo = onItem<'returnWork'>({
  against: (asked, known) => [
    ...reasonsAgainst(asked, known),
    ...againstPending(asked, ['before']),
    ...unreasoned(asked.command.reason),
    ...againstReturningFrom(asked.item, asked.command.target, asked.request, asked.instance),
  ],
  react: (draft, { command, item, person, acting }) => {
    draft.emit({ type: 'itemCompleted', item: command.item, by: person.person, outcome: 'return' });
    draft.commands.push({ type: 'returnTo', from: item.element, target: command.target });
    draft.trail.push(trailOf(item, 'return', person, acting));
    return draft.reaction();
  },
});
