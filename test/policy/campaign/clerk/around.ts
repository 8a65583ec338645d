import type { KeepDraft, Principal } from '@quanheng/runtime/ports';
import { UNIT } from '../../../contract/office.js';
import { bare } from '../drawings.js';
import { besideOf } from './beside.js';
import { endingOf } from './ending.js';
import type { Given, Scene } from './scene.js';

/** A drawing that goes round everything is handed in, or what was handed in is put in force, by whoever. */
export async function definitions(scene: Scene): Promise<Given> {
  const { dice } = scene;
  const { rows } = await scene.queries.deployments(UNIT, { limit: 20 });
  if (dice.chance(0.5) && rows.length > 0) {
    const principal = dice.chance(0.6) ? scene.by('publisher') : scene.anybody();
    return { principal, command: { kind: 'publish', deployment: dice.pick(rows).id } };
  }
  const principal = dice.chance(0.6) ? scene.by('designer') : scene.anybody();
  const text = bare(`Bare${++scene.made}`);
  return { principal, command: { kind: 'deploy', name: 'bypass', resources: [{ name: 'process.bpmn', text }] } };
}

export async function beside(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const items = await scene.openItems(instance);
  const principal = dice.chance(0.5) ? scene.by(dice.pick(['pm', 'pm2', 'wide', 'idle'])) : scene.anybody();
  const command = besideOf(dice, instance, items);
  return command.kind === 'keepDraft' ? quiet(scene, { principal, command }) : { principal, command };
}

/** What leaves the matter as it is, in turn and without dice: a seed stays the campaign that it was. */
async function quiet(scene: Scene, { principal, command }: Given & { readonly command: KeepDraft }): Promise<Given> {
  const inspection = { kind: 'inspectInstance', instance: command.instance, reason: '核实举报' } as const;
  switch (scene.quiet++ % 5) {
    case 0:
      return { principal, command: inspection };
    case 1:
      return { principal, command: { kind: 'keepStartDraft', process: 'Payment' } };
    case 2:
      return {
        principal: { kind: 'person', person: 'disc', account: 'a-disc', authenticatedAt: scene.now },
        command: inspection,
      };
    case 3: {
      const [row] = (await scene.queries.deployments(UNIT, { limit: 1 })).rows;
      return {
        principal,
        command: { kind: 'withdrawPublication', deployment: row?.id ?? 'none', reason: '推迟施行' },
      };
    }
    default:
      return { principal, command };
  }
}

/** The end of the matter or of a version, and signals that nobody threw. */
export async function seldom(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  if (dice.chance(0.15)) {
    const principal = dice.chance(0.5) ? scene.by('publisher') : scene.anybody();
    // The two that are drawn worst: without the others there would be little left to do.
    const definition = dice.pick([...scene.campaign.rules.keys()].slice(-2));
    return { principal, command: { kind: 'retire', definition } };
  }
  if (dice.chance(0.25)) {
    const principal: Principal = dice.chance(0.5) ? { kind: 'system', name: 'courier' } : scene.anybody();
    const signal = { kind: 'deliverSignal', instance, signal: `s${++scene.made}`, name: 'go' } as const;
    return { principal, command: { ...signal, variables: scene.some() } };
  }
  const row = await scene.queries.instance(instance);
  if (row === null) return scene.start();
  const given = endingOf(dice, row, (id) => scene.by(id));
  if (given.command.kind === 'askTermination' && dice.chance(0.5)) {
    // And says yes to it at once.
    const item = `0#end${dice.pick([1, 1, 1, 2])}`;
    scene.plans.push({ ...given, command: { kind: 'completeWork', instance, item, outcome: 'approve' } });
  }
  return given;
}

export async function message(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const waiting = (await scene.queries.subscriptionsOf(instance))[0];
  const [message] = await scene.queries.messagesFor(UNIT, 'go', '1', scene.now, 1);
  if (waiting !== undefined && message !== undefined) {
    const principal: Principal = dice.chance(0.9) ? { kind: 'system', name: 'courier' } : scene.anybody();
    const { subscription } = waiting;
    return { principal, command: { kind: 'deliverMessage', instance, message: message.id, subscription } };
  }
  if (dice.chance(0.2)) return scene.operate({ kind: 'broadcastSignal', name: 'go', variables: scene.filled() });
  const variables = dice.chance(0.3) ? scene.filled() : {};
  return scene.operate({ kind: 'publishMessage', name: 'go', correlation: '1', variables });
}

export async function paper(scene: Scene, instance: string): Promise<Given> {
  const { dice } = scene;
  const item = (await scene.openItems(instance))[0];
  const digest = 'a'.repeat(64);
  const of = item === undefined ? {} : { item: item.item };
  const made = {
    kind: 'attachFile',
    instance,
    name: '发票.pdf',
    digest,
    size: 10,
    type: 'application/pdf',
    ...of,
  } as const;
  return { principal: dice.chance(0.5) ? scene.by('pm') : scene.anybody(), command: made };
}
