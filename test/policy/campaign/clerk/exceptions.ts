import type { Command, HandOverMatter, WorkItemRow } from '@quanheng/runtime/ports';
import { EVERYBODY } from '../people.js';
import { KEYS, type Given, type Scene } from './scene.js';

const DAY = 86_400_000;
/** Who may witness a hand-over, sometimes. */
/** Who would like to review, and has no right to it or has had a part. */
const REVIEWERS = ['pm', 'pm2', 'wide', 'disc', 'idle', 'chief'];
const SUCCESSORS = ['pm', 'pm2', 'wide', 'bridge', 'cashier2', 'auditing2'];
const WITNESSES = ['ihead', 'fhead', 'vinfra', 'vfin', 'hr', 'disc', 'idle', 'pm2'];

/** Lawful exceptions, by those whose they are and by others: freezes, corrections, hand-overs, substitute reviews, objections. */
export async function exception(scene: Scene, instance: string): Promise<Given> {
  switch (scene.dice.below(7)) {
    case 0:
      return freezing(scene, instance);
    case 1:
    case 2:
      return correcting(scene, instance);
    case 3:
    case 4:
      return handingOver(scene, instance);
    case 5:
      return objecting(scene, instance);
    default:
      return askingReview(scene, instance);
  }
}

function freezing(scene: Scene, instance: string): Given {
  const { dice } = scene;
  const principal = scene.by(dice.chance(0.7) ? 'disc' : dice.pick(EVERYBODY));
  const reason = dice.chance(0.95) ? '核实举报' : ' ';
  const thaw: Command = { kind: 'unfreezeInstance', instance, reason };
  if (dice.chance(0.4)) return { principal, command: thaw };
  // Somebody goes on as if nothing were frozen; then it is lifted, or its last day passes.
  scene.plans.push(scene.operate({ kind: 'resumeInstance', instance }));
  if (dice.chance(0.85)) scene.plans.push({ principal: scene.by('disc'), command: thaw });
  return {
    principal,
    command: { kind: 'freezeInstance', instance, workingDays: dice.pick([1, 2, 30, 31, 90]), reason },
  };
}

/** A note that was filled in wrongly, or what is none of it; and who agrees to it, as often the same person. */
async function correcting(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const done = (await scene.queries.itemsOf(instance)).filter(({ status }) => status === 'completed');
  const noted = done.filter(({ activity }) => ['Note', 'Close', 'Book'].includes(activity));
  const name = dice.chance(0.8) ? 'note' : dice.pick(['payee', 'amount', 'contract']);
  const filledIn = noted.length > 0 && dice.chance(0.9) ? dice.pick(noted).activity : dice.pick(KEYS);
  const activity = name === 'note' ? filledIn : 'Fill';
  const change = { name, value: dice.chance(0.85) ? `已补充${++scene.made}` : 1 };
  const hands = activity === 'Book' ? ['books', 'bridge', 'wide', 'vfin'] : ['pm', 'pm2', 'wide', 'vinfra'];
  const principal = dice.chance(0.85) ? scene.by(dice.pick(hands)) : scene.anybody();
  const row = await scene.queries.instance(instance);
  const { corrections = [] } = JSON.parse(row?.state.work ?? '{}') as { corrections?: readonly unknown[] };
  const correction = dice.chance(0.9) ? corrections.length + 1 : 1 + dice.below(3);
  const decided = {
    kind: 'decideCorrection',
    instance,
    correction,
    agree: dice.chance(0.8),
    reason: '核对原件',
  } as const;
  if (dice.chance(0.1)) return { principal, command: { ...decided, correction: corrections.length } };
  const second = dice.chance(0.3) ? principal : scene.by(dice.pick(hands));
  scene.plans.push({ principal: second, command: decided });
  if (dice.chance(0.5)) scene.plans.push({ principal: scene.by(dice.pick(hands)), command: decided });
  return { principal, command: { kind: 'proposeCorrection', instance, activity, change, reason: '错别字' } };
}

/** All three sign, or somebody is missing, or somebody else signs. */
async function handingOver(scene: Scene, instance: string): Promise<Given> {
  const { dice, now } = scene;
  const closed = (await scene.queries.itemsOf(instance)).flatMap(({ closedBy }) => closedBy ?? []);
  const from = closed.length > 0 && dice.chance(0.85) ? dice.pick(closed) : dice.pick(EVERYBODY);
  const to = dice.chance(0.8) ? dice.pick(SUCCESSORS) : dice.pick(EVERYBODY);
  const witness = dice.pick(WITNESSES);
  const post = dice.pick(['pm', 'infra-head', 'cashier', 'checker']);
  const command: HandOverMatter = {
    ...{ kind: 'handOver', instance, from, to, witness, document: `交接〔2026〕${dice.below(3)}号` },
    ...(dice.chance(0.3) ? { substitute: { post, until: now + dice.below(20) * DAY } } : {}),
    ...(dice.chance(0.2) ? { absence: '长期病假' } : {}),
  };
  const signing = dice.chance(0.8) ? [from, to, witness, 'hr'] : [to, witness];
  for (const each of signing) {
    const principal = dice.chance(0.93) ? scene.by(each) : scene.anybody();
    if (dice.chance(0.9)) scene.plans.push({ principal, command });
  }
  return { principal: scene.anybody(), command };
}

export function objecting(scene: Scene, instance: string): Given {
  const activity = scene.dice.chance(0.8) ? 'Show' : scene.dice.pick(KEYS);
  return { principal: scene.anybody(), command: { kind: 'objectToPublicity', instance, activity, reason: '有异议' } };
}

/** 程序异议, by those who may mostly; whoever set the agenda has to answer before anything goes on. */
export function objectingInMeeting(scene: Scene, instance: string): Given {
  const { dice } = scene;
  const principal = dice.chance(0.7) ? scene.by(dice.pick(['disc', 'm2', 'm5', 'm9'])) : scene.anybody();
  const reason = dice.chance(0.9) ? '材料未提前送达' : ' ';
  return { principal, command: { kind: 'objectToPublicity', instance, activity: 'Meeting', reason } };
}

async function askingReview(scene: Scene, instance: string): Promise<Given> {
  const open = await scene.openItems(instance);
  const item = open.find(({ activity }) => activity === 'Close') ?? open[0];
  if (item === undefined) return scene.start();
  const principal = scene.dice.chance(0.8) ? scene.by(scene.dice.pick(['pm', 'pm2', 'wide'])) : scene.anybody();
  return askReview(scene, item, principal);
}

/** Asked for by somebody whom a separation keeps from it; reviewed at once, and then done. */
export function askReview(scene: Scene, { instance, item }: WorkItemRow, principal: Given['principal']): Given {
  const { dice } = scene;
  const done: Command = { kind: 'completeWork', instance, item, variables: { note: '已归档' } };
  const isHonest = dice.chance(0.7);
  const review = { kind: 'completeWork', instance, item: `${item}.r1`, outcome: 'approve', opinion: '已核对' } as const;
  scene.plans.push({ principal: isHonest ? scene.by('outside') : scene.by(dice.pick(REVIEWERS)), command: review });
  scene.plans.push({ principal: dice.chance(0.8) ? principal : scene.anybody(), command: done });
  return { principal, command: { kind: 'askSubstituteReview', instance, item } };
}
