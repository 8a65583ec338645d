import type { Command, WorkItemRow } from '@quanheng/runtime/ports';
import { askReview, objecting, objectingInMeeting } from './exceptions.js';
import { handingOf } from './handing.js';
import { job } from './jobs.js';
import { KEYS, type Given, type Scene } from './scene.js';

const CONTROLS = ['Check', 'Pens', 'Round', 'Meeting', 'Show', 'Order', 'Ratify'];
const DAY = 86_400_000;
const ANSWERS = ['approve', 'disapprove', 'defer', 'recuse', 'passed', '', 'return'];

/** What the work asks for, by somebody who may; null: it asks for nothing. */
export async function step(scene: Scene, instance: string): Promise<Given | null> {
  const { dice } = scene;
  const row = await scene.queries.instance(instance);
  if (row?.status === 'suspended') {
    // Whoever has frozen it lifts that sooner or later; an operator tries first.
    const thaw = { kind: 'unfreezeInstance', instance, reason: '已核实' } as const;
    if (dice.chance(0.3)) return { principal: scene.by('disc'), command: thaw };
    return scene.operate({ kind: 'resumeInstance', instance });
  }
  const items = await scene.openItems(instance);
  if (items.length === 0 || dice.chance(0.1)) return job(scene, instance);
  const item = dice.pick(items);
  if (item.assignee !== null && dice.chance(0.8)) return taken(scene, item, item.assignee);
  const able = await scene.able(item);
  if (able.length === 0) return null;
  const principal = scene.by(dice.pick(able));
  if (item.activity === 'Close' && item.name.endsWith('归档') && dice.chance(0.5))
    return askReview(scene, item, principal);
  if (item.name.includes('结束公示')) {
    // What is public stays so for days, which pass now and then.
    if (dice.chance(0.5)) scene.campaign.office.now += dice.below(4 * DAY);
    if (dice.chance(0.3)) return objecting(scene, instance);
  }
  if (item.activity === 'Meeting' && dice.chance(0.06)) return objectingInMeeting(scene, instance);
  if (dice.chance(0.1)) return { principal, command: handingOf(dice, item, able) };
  if (dice.chance(0.1)) {
    const back = { kind: 'retrieveWork', instance, activity: item.activity, reason: '填错' } as const;
    scene.plans.push({ principal, command: back });
  }
  return { principal, command: complete(scene, item, 0.97) };
}

/** Whoever took it does it, or gives it back. */
function taken(scene: Scene, item: WorkItemRow, assignee: string): Given {
  const release = { kind: 'releaseWork', instance: item.instance, item: item.item } as const;
  return { principal: scene.by(assignee), command: scene.dice.chance(0.5) ? release : complete(scene, item, 0.97) };
}

function complete(scene: Scene, item: WorkItemRow, honest: number): Command {
  const { dice } = scene;
  const { instance, activity } = item;
  const made = { kind: 'completeWork', instance, item: item.item } as const;
  if (item.item.startsWith('0#end')) {
    const outcome = dice.pick(['approve', 'approve', 'disapprove', '']);
    return { ...made, outcome, ...(dice.chance(0.7) ? { opinion: '经核实' } : {}) };
  }
  if (item.name.includes('加签意见')) {
    return { ...made, outcome: dice.chance(honest) ? dice.pick(['approve', 'disapprove']) : '', opinion: '已阅' };
  }
  if (item.name.includes('替代复核')) {
    return { ...made, outcome: dice.chance(honest) ? 'approve' : 'disapprove', opinion: dice.pick(['已核对', '']) };
  }
  if (item.name.includes('处理异议')) {
    const outcome = dice.chance(0.85) ? 'disapprove' : 'approve';
    return { ...made, outcome, ...(dice.chance(0.8) ? { opinion: '经核实' } : {}) };
  }
  if (CONTROLS.includes(activity)) {
    const outcome = dice.chance(honest) ? 'approve' : dice.pick(ANSWERS);
    return { ...made, outcome, ...(dice.chance(0.7) ? { opinion: '已阅' } : {}) };
  }
  if (activity === 'Fill') return { ...made, variables: scene.filled() };
  if (activity === 'Redirect') return { ...made, variables: { payee: dice.pick(['1001', '2002']) } };
  if (activity === 'Amend') return { ...made, variables: { amount: dice.pick([1, 300_000, 5_000_000]) } };
  return { ...made, variables: dice.chance(honest) ? { note: '已补充' } : scene.filled() };
}

export async function onAnyItem(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const items = await scene.queries.itemsOf(instance);
  if (items.length === 0) return scene.start();
  const item = dice.pick(items);
  const principal = dice.chance(0.5) ? scene.anybody() : scene.by(dice.pick(['wide', 'deep', 'bridge', 'both', 'pm']));
  if (dice.chance(0.25)) return { principal, command: { kind: 'claimWork', instance, item: item.item } };
  if (dice.chance(0.2)) return { principal, command: { kind: 'releaseWork', instance, item: item.item } };
  return { principal, command: complete(scene, item, 0.6) };
}

export async function back(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const items = await scene.openItems(instance);
  if (items.length === 0) return scene.start();
  const item = dice.pick(items);
  const able = await scene.able(item);
  const principal = able.length > 0 && dice.chance(0.7) ? scene.by(dice.pick(able)) : scene.anybody();
  const target = dice.chance(0.4) ? 'Fill' : dice.pick(KEYS);
  return { principal, command: { kind: 'returnWork', instance, item: item.item, target, reason: '请修改' } };
}

/** By somebody who has it in hand, or could, to somebody who could; or by whoever, to whoever. */
export async function handing(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const items = await scene.queries.itemsOf(instance);
  const open = items.filter(({ status }) => status === 'open');
  if (items.length === 0) return scene.start();
  if (dice.chance(0.25)) return takeBack(scene, items);
  const item = dice.pick(open.length > 0 && dice.chance(0.8) ? open : items);
  const able = await scene.able(item);
  const command = handingOf(dice, item, able);
  if (command.kind === 'reofferWork') return scene.operate(command);
  const holder = item.assignee ?? (able.length > 0 ? dice.pick(able) : null);
  return { principal: holder !== null && dice.chance(0.85) ? scene.by(holder) : scene.anybody(), command };
}

/** Mostly what was done last, by whoever did it. */
function takeBack(scene: Scene, items: readonly WorkItemRow[]): Given {
  const { dice } = scene;
  const last = items.reduce((one, other) => ((other.closedAt ?? 0) >= (one.closedAt ?? 0) ? other : one));
  const { instance, activity, closedBy } = dice.chance(0.8) ? last : dice.pick(items);
  const principal = closedBy !== null && dice.chance(0.85) ? scene.by(closedBy) : scene.anybody();
  return { principal, command: { kind: 'retrieveWork', instance, activity, reason: '填错' } };
}
