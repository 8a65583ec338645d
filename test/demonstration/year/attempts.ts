import { OPERATIONS } from '@quanheng/contracts';
import type { WorkItemRow } from '@quanheng/runtime/ports';
import type { Dice } from '../../simulation/index.js';
import { answerTo, PLAIN } from './steps.js';
import type { Got, University } from './university.js';

export interface Scene {
  readonly instance: string;
  readonly item: WorkItemRow;
  readonly initiator: string;
  /** Who is about to do it rightly. */
  readonly doer: string;
  readonly before: readonly string[];
}
type Attempt = (university: University, scene: Scene) => Promise<Got> | null;

const complete = (university: University, who: string, { instance, item }: Scene, body: object): Promise<Got> =>
  university.call(who, OPERATIONS.completeItem, { instance, item: item.item }, body);
const answer = ({ item }: Scene): object => (PLAIN.has(item.activity) ? {} : answerTo(item.name));
const isControl = ({ item }: Scene): boolean => !PLAIN.has(item.activity);

/** What somebody tries who must not succeed; null: it makes no sense here. */
export const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  'a stranger does it': (university, scene) => complete(university, 'storekeeper', scene, answer(scene)),
  'the chief does it': (university, scene) =>
    scene.doer === 'director' || scene.item.offers.includes('person:director')
      ? null
      : complete(university, 'director', scene, answer(scene)),
  'whoever started it approves it': (university, scene) =>
    !isControl(scene) || scene.doer === scene.initiator
      ? null
      : complete(university, scene.initiator, scene, answer(scene)),
  'the cashier signs': (university, scene) =>
    /Pens|Signatures/.test(scene.item.activity) ? complete(university, 'cashier', scene, answer(scene)) : null,
  'whoever does it changes the amount, too': (university, scene) =>
    isControl(scene)
      ? complete(university, scene.doer, scene, { ...answer(scene), variables: { amount: 99_999_999 } })
      : null,
  'an operator changes the amount': (university, scene) =>
    scene.before.length < 2
      ? null
      : university.call(
          'operator',
          OPERATIONS.setVariables,
          { instance: scene.instance },
          { variables: { amount: 1 }, reason: '更正' },
        ),
  'a stranger sends it back': (university, { instance, item }) =>
    university.call(
      'storekeeper',
      OPERATIONS.returnItem,
      { instance, item: item.item },
      { target: 'Apply', reason: '退回' },
    ),
  'somebody pays past the cashier': (university, { instance }) =>
    university.call('purchasing-officer', OPERATIONS.completeJob, { instance, job: '1' }, { lock: 'x' }),
  'a stranger ends it': (university, { instance }) =>
    university.call('storekeeper', OPERATIONS.cancelInstance, { instance }, { reason: '终止' }),
  'the dearest is bought': (university, scene) =>
    scene.item.activity === 'Quotes'
      ? complete(university, scene.doer, scene, {
          variables: { quoteOne: 10, quoteTwo: 20, quoteThree: 30, supplier: '演示', price: 30, payee: '90000003' },
        })
      : null,
  'somebody votes for a member': (university, scene) =>
    /：(?:签到|发表意见)$/.test(scene.item.name) ? complete(university, 'office-head', scene, answer(scene)) : null,
};

/** One that makes sense here. */
export function pickAttempt(scene: Scene, dice: Dice): readonly [string, Attempt] {
  const names = Object.keys(ATTEMPTS);
  const name = dice.pick(names);
  return [name, ATTEMPTS[name] as Attempt];
}
