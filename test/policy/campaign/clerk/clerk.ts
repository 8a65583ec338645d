import type { Principal } from '@quanheng/runtime/ports';
import type { Dice } from '../../../simulation/index.js';
import type { CampaignOffice } from '../office.js';
import { beside, definitions, message, paper, seldom } from './around.js';
import { exception } from './exceptions.js';
import { delegatingOf } from './handing.js';
import { forgedJob, job } from './jobs.js';
import { halt, migration, setting, timer } from './operator.js';
import { changeOf, substituteOf } from './organisation.js';
import { registering } from './registers.js';
import { KEYS, Scene, type Given } from './scene.js';
import { back, handing, onAnyItem, step } from './work.js';

export type { Given } from './scene.js';

const MOST_OPEN = 7;
const MOST_LOOKS = 150;
/** Of what was drawn to go nowhere. */
const FEW_LOOKS = 40;
const NOWHERE: ReadonlySet<string> = new Set(['Bare', 'Sneaky', 'Loose']);

/** Throws the dice for what is done next: mostly what the work asks for, often what nobody may do. */
export class Clerk {
  /** Instances that somebody looks after, and how often they were looked at. */
  private readonly cases = new Map<string, number>();
  private readonly scene: Scene;

  constructor(campaign: CampaignOffice, dice: Dice, processes?: readonly string[]) {
    this.scene = new Scene(campaign, dice, processes);
  }

  by(id: string): Principal {
    return this.scene.by(id);
  }

  started(instance: string): void {
    this.scene.began++;
    this.cases.set(instance, 0);
  }

  async next(): Promise<Given> {
    const { scene } = this;
    const { dice } = scene;
    const planned = scene.plans.shift();
    if (planned !== undefined) return planned;
    if (this.cases.size < MOST_OPEN) return scene.start();
    const instance = dice.pick([...this.cases.keys()]);
    await this.look(instance);
    if (dice.chance(0.7)) {
      const given = dice.chance(0.1) ? await job(scene, instance) : await step(scene, instance);
      if (given !== null) return given;
    }
    return mischief(scene, instance);
  }

  /** What has ended, or goes round and round, is left to itself sooner or later. */
  private async look(instance: string): Promise<void> {
    const { queries, dice } = this.scene;
    const looks = (this.cases.get(instance) ?? 0) + 1;
    const row = await queries.instance(instance);
    const isLive = row?.status === 'active' || row?.status === 'suspended';
    const most = row !== null && NOWHERE.has(row.process) ? FEW_LOOKS : MOST_LOOKS;
    if (looks >= most || (!isLive && dice.chance(0.6))) this.cases.delete(instance);
    else this.cases.set(instance, looks);
  }
}

type Mischief = (scene: Scene, instance: string) => Given | Promise<Given>;

/** What is late, early, out of turn, or none of the person's business; how often, as so many shares. */
const MISCHIEF: readonly (readonly [shares: number, act: Mischief])[] = [
  [3, onAnyItem],
  [2, back],
  [1, (scene, instance) => scene.operate(setting(scene, instance))],
  [2, timer],
  [1, forgedJob],
  [1, migration],
  [2, (scene) => changeOf(scene.dice, scene.now, (id) => scene.by(id))],
  [1, (scene) => substituteOf(scene.dice, scene.now, (id) => scene.by(id))],
  [1, definitions],
  [1, halt],
  [1, message],
  [1, paper],
  [3, handing],
  [1, (scene) => ({ principal: scene.anybody(), command: delegatingOf(scene.dice, scene.now) })],
  [1, seldom],
  [2, beside],
  [4, exception],
  [1, repaired],
  [6, registering],
];
const EACH = MISCHIEF.flatMap(([shares, act]) => Array.from({ length: shares }, () => act));

function mischief(scene: Scene, instance: string): Given | Promise<Given> {
  return scene.dice.pick(EACH)(scene, instance);
}

/** A signature is taken back, or something is repaired that is not broken. */
function repaired(scene: Scene, instance: string): Given {
  const { dice } = scene;
  if (dice.chance(0.6)) {
    const principal = scene.by(dice.pick(['ihead', 'fhead', 'both', 'deep', 'bridge', 'wide', 'operator']));
    const command = { kind: 'withdrawSignature', instance, activity: dice.pick(KEYS), reason: '有误' } as const;
    return { principal, command };
  }
  return dice.chance(0.5)
    ? scene.operate({ kind: 'retryJob', instance, job: dice.below(12) })
    : scene.operate({ kind: 'resolveIncident', instance, element: dice.below(12) });
}
