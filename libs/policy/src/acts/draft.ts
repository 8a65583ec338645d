import { reasonsAgainst } from '../guard/item-rights.js';
import { onItem } from './act.js';

/** 草稿: a question and no act. Who could act on the item may keep what they have filled in for it, which changes nothing of the matter. */
export const keepDraft = onItem<'keepDraft'>({
  against: reasonsAgainst,
  react: (draft) => draft.reaction(),
});
