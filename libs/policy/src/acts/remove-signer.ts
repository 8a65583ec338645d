import { reason } from '../texts/index.js';
import { onItem } from './act.js';
import { personAsked } from './opinions.js';
import { conflict } from './reactions.js';
import { trailOf } from './trail.js';

/** 减签: whoever asked for an opinion does without it. One that was given stays. */
export const removeSigner = onItem<'removeSigner'>({
  against: ({ item: { addition }, person, request: { organisation, at } }) => {
    if (addition === undefined || addition.by === person.person) return [];
    return [
      reason('REMOVE_SIGN_REFUSED', { name: organisation.fact('person', addition.by, at)?.data.name ?? addition.by }),
    ];
  },
  react: (draft, { command, item, person }) => {
    const { addition } = item;
    if (addition === undefined) return conflict('该待办不是加签，不能减签；请选择尚未答复的加签。');
    const { element, activity } = item;
    draft.emit({ type: 'itemCancelled', item: command.item });
    draft.trail.push({
      ...trailOf({ activity, element }, 'removeSign', person, null),
      ...(addition.onBehalfOf === undefined ? {} : { onBehalfOf: addition.onBehalfOf }),
      to: personAsked(item.offers),
    });
    draft.carryOut(addition.to);
    return draft.reaction();
  },
});
