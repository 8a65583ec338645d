import {
  besideOperations,
  exceptionOperations,
  handingOperations,
  instanceOperations,
  itemOperations,
  type OperationShape,
} from '@quanheng/contracts';
import type { ActName } from '../use-matter.js';

export type Field = 'reason' | 'text' | 'person' | 'persons' | 'mode' | 'target' | 'activity';
export interface ActForm {
  readonly operation: OperationShape;
  /** What has to be said with it. */
  readonly fields: readonly Field[];
  /** How the person is called in the body. */
  readonly personAs?: 'to' | 'person';
  /** Shown only where it can be done: for most people and matters it has no meaning. */
  readonly isRare?: true;
  /** Its words may be left out. */
  readonly isFree?: true;
}

/** Everything that can be done with a work item besides doing it; null: it has a place of its own. */
export const ACT_FORMS: Readonly<Record<ActName, ActForm | null>> = {
  complete: null,
  /** On the page of delegations. */
  delegate: null,
  claim: { operation: itemOperations.claimItem, fields: [] },
  release: { operation: itemOperations.releaseItem, fields: [] },
  return: { operation: itemOperations.returnItem, fields: ['target', 'reason'] },
  transfer: { operation: handingOperations.transferItem, fields: ['person', 'reason'], personAs: 'to' },
  addSigner: { operation: handingOperations.addSigner, fields: ['person', 'mode', 'reason'], personAs: 'person' },
  removeSigner: { operation: handingOperations.removeSigner, fields: [], isRare: true },
  recuse: { operation: handingOperations.recuseFromItem, fields: ['reason'] },
  retrieve: { operation: handingOperations.retrieveStep, fields: ['activity', 'reason'] },
  reoffer: { operation: handingOperations.reofferItem, fields: [], isRare: true },
  urge: { operation: besideOperations.urgeItem, fields: ['text'], isFree: true },
  askReview: { operation: exceptionOperations.askSubstituteReview, fields: [], isRare: true },
  withdrawSignature: { operation: instanceOperations.withdrawSignature, fields: ['activity', 'reason'], isRare: true },
  object: { operation: instanceOperations.objectToPublicity, fields: ['activity', 'reason'], isRare: true },
  copy: { operation: besideOperations.copyInstance, fields: ['persons'] },
  comment: { operation: besideOperations.commentInstance, fields: ['text'] },
  cancel: { operation: instanceOperations.cancelInstance, fields: ['reason'] },
  askTermination: { operation: instanceOperations.askTermination, fields: ['reason'], isRare: true },
};
/** In the order of use. */
export const ACT_ORDER = (Object.keys(ACT_FORMS) as ActName[]).filter((act) => ACT_FORMS[act] !== null);

export interface Filled {
  readonly reason?: string;
  readonly text?: string;
  readonly persons?: readonly string[];
  readonly mode?: 'before' | 'parallel' | 'after';
  readonly target?: string;
  readonly activity?: string;
}

type Lack = 'needReason' | 'needPerson' | 'needStep';

/** What is still to be said. */
export function lackOf(
  { fields, isFree }: ActForm,
  { reason = '', text = '', persons = [], target, activity }: Filled,
): Lack | null {
  if (fields.includes('target') && target === undefined) return 'needStep';
  if (fields.includes('activity') && activity === undefined) return 'needStep';
  if ((fields.includes('person') || fields.includes('persons')) && persons.length === 0) return 'needPerson';
  if (fields.includes('reason') && reason.trim() === '') return 'needReason';
  return fields.includes('text') && isFree !== true && text.trim() === '' ? 'needReason' : null;
}

/** The body as the operation takes it; undefined: it takes none. */
export function bodyOf(
  { fields, personAs, operation }: ActForm,
  filled: Filled,
): Readonly<Record<string, unknown>> | undefined {
  if (operation.body === undefined) return undefined;
  const { reason = '', text = '', persons = [], mode = 'parallel', target, activity } = filled;
  const found: Record<string, unknown> = {};
  if (fields.includes('reason')) found['reason'] = reason.trim();
  if (fields.includes('text') && text.trim() !== '') found['text'] = text.trim();
  if (fields.includes('persons')) found['persons'] = persons;
  if (personAs !== undefined) found[personAs] = persons[0];
  if (fields.includes('mode')) found['mode'] = mode;
  if (fields.includes('target')) found['target'] = target;
  if (fields.includes('activity')) found['activity'] = activity;
  return found;
}
