import { withoutPart } from '../guard/parts.js';
import type { Act } from './act.js';
import { invalid } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

/** Characters of one comment. */
const MOST_CHARACTERS = 2000;

/** 附言: who has a part in the matter says something beside it. The text is kept in the entry, as every text is. */
export const comment: Act<'commentInstance'> = {
  against: ({ instance, person, request }) => withoutPart(request, instance, person.person, '附言'),
  react: (draft, { command: { text }, instance, person, request: { organisation, at } }) => {
    if (text.trim() === '') return invalid('请填写附言内容。');
    if (Array.from(text).length > MOST_CHARACTERS) return invalid(`附言不超过${MOST_CHARACTERS}字，请精简后再提交。`);
    const on = { activity: instance.process, element: 0 };
    draft.trail.push(trailOf(on, 'comment', person, actingAsSelf(person.person, organisation, at)));
    return draft.reaction();
  },
};
