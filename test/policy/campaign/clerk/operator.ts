import type { Command } from '@quanheng/runtime/ports';
import { TIMER, UNIT } from '../../../contract/office.js';
import { KEYS, type Given, type Scene } from './scene.js';

export function setting(scene: Scene, instance: string): Command {
  const { dice } = scene;
  const scope = dice.chance(0.3) ? { scope: dice.below(8) } : {};
  return { kind: 'setVariables', instance, ...scope, variables: scene.some(), reason: dice.chance(0.9) ? '修复' : ' ' };
}

export async function timer(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const { rows } = await scene.queries.timers(UNIT, { instance }, { limit: 10 });
  const row = rows.length === 0 ? undefined : dice.pick(rows);
  // Late as often as too early.
  if (row !== undefined && dice.chance(0.5)) scene.campaign.office.now = Math.max(scene.now, row.due + 1);
  const principal = dice.chance(0.9) ? TIMER : scene.anybody();
  return { principal, command: { kind: 'fireTimer', instance, subscription: row?.subscription ?? dice.below(12) } };
}

export function migration(scene: Scene, instance: string): Given {
  const { dice } = scene;
  const [good = '', , laundry = ''] = scene.campaign.versions;
  const to = (definition: string): Given => ({
    principal: scene.by('operator'),
    command: { kind: 'migrateInstance', instance, definition },
  });
  if (dice.chance(0.3)) {
    // To where nothing is protected, and back with other contents.
    scene.plans.push({ principal: scene.by('operator'), command: setting(scene, instance) }, to(good));
    return to(laundry);
  }
  const definition = dice.pick([
    ...scene.campaign.rules.keys(),
    ...scene.campaign.versions,
    ...scene.campaign.versions,
  ]);
  const keys = dice.chance(0.5) ? { keys: { [dice.pick(KEYS)]: dice.pick(KEYS) } } : {};
  if (dice.chance(0.5)) scene.plans.push(to(good));
  return scene.operate({ kind: 'migrateInstance', instance, definition, ...keys });
}

export function halt(scene: Scene, instance: string): Given {
  const { dice } = scene;
  if (dice.chance(0.5)) return scene.operate({ kind: 'suspendInstance', instance, reason: '核实' });
  if (dice.chance(0.2)) return scene.operate({ kind: 'releaseInstance', instance, reason: '核实' });
  return scene.operate({ kind: 'resumeInstance', instance });
}
