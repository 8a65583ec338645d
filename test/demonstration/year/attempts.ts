import { OPERATIONS } from '@quanheng/contracts';
import type { WorkItemRow } from '@quanheng/runtime/ports';
import type { Dice } from '../../simulation/index.js';
import { answerTo, isControl } from './steps.js';
import type { Got } from '../../contract/api-in-process.js';
import type { University } from './university.js';

export interface Scene {
  readonly instance: string;
  readonly item: WorkItemRow;
  readonly initiator: string;
  /** Who is about to do it rightly. */
  readonly doer: string;
  readonly before: readonly string[];
  /** What nobody must get through with there. */
  readonly wrong: Readonly<Record<string, unknown>> | undefined;
}
type Attempt = (university: University, scene: Scene) => Promise<Got> | null;

const complete = (university: University, who: string, { instance, item }: Scene, body: object): Promise<Got> =>
  university.call(who, OPERATIONS.completeItem, { instance, item: item.item }, body);
const answer = ({ item }: Scene): object => (isControl(item.name) ? answerTo(item.name) : {});
/** Who has nothing to do with the matter, unless it is theirs this once. */
const STRANGER = 'storekeeper';

/** What somebody tries who must not succeed; null: it makes no sense here. */
const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  'a stranger does it': (university, scene) =>
    scene.doer === STRANGER ? null : complete(university, STRANGER, scene, answer(scene)),
  'the chief does it': (university, scene) =>
    scene.doer === 'director' || scene.item.offers.includes('person:director')
      ? null
      : complete(university, 'director', scene, answer(scene)),
  'whoever started it approves it': (university, scene) =>
    !isControl(scene.item.name) || scene.doer === scene.initiator || /使用部门/.test(scene.item.name)
      ? null
      : complete(university, scene.initiator, scene, answer(scene)),
  'the cashier signs': (university, scene) =>
    /Pens|Signatures/.test(scene.item.activity) ? complete(university, 'cashier', scene, answer(scene)) : null,
  'whoever does it changes the amount, too': (university, scene) =>
    isControl(scene.item.name)
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
  'a stranger sends it back': (university, { instance, item, doer }) =>
    doer === STRANGER
      ? null
      : university.call(
          STRANGER,
          OPERATIONS.returnItem,
          { instance, item: item.item },
          { target: 'Apply', reason: '退回' },
        ),
  'somebody pays past the cashier': (university, { instance }) =>
    university.call('purchasing-officer', OPERATIONS.completeJob, { instance, job: '1' }, { lock: 'x' }),
  'a stranger ends it': (university, { instance }) =>
    university.call(STRANGER, OPERATIONS.cancelInstance, { instance }, { reason: '终止' }),
  'what is filled in is wrong': (university, scene) =>
    scene.wrong === undefined ? null : complete(university, scene.doer, scene, { variables: scene.wrong }),
  'somebody votes for a member': (university, scene) =>
    /：(?:签到|发表意见)$/.test(scene.item.name) ? complete(university, 'office-head', scene, answer(scene)) : null,
};

/** One that makes sense here, begun. */
export function tryOne(
  university: University,
  scene: Scene,
  dice: Dice,
): { readonly name: string; readonly got: Promise<Got> } {
  const names = Object.keys(ATTEMPTS);
  for (;;) {
    const name = dice.pick(names);
    const got = (ATTEMPTS[name] as Attempt)(university, scene);
    if (got !== null) return { name, got };
  }
}
