import type { ProposalHead } from '@quanheng/policy';
import type { ProposeRegister, RegisterChange } from '@quanheng/runtime/ports';
import { UNIT } from '../../../contract/office.js';
import { CONTRACTS, SUPPLIERS } from '../drawings.js';
import { contractPut, supplierPut } from '../ledgers.js';
import type { Given, Scene } from './scene.js';

const KEEPERS = ['pm', 'pm2', 'wide', 'ihead', 'fauditor', 'fhead', 'both', 'deep', 'bridge'];
const REGISTERS = ['contract', 'supplier'] as const;

/** A change of a register is proposed, or something is done with one that waits; by whoever keeps it, by whoever proposed it, or by somebody else. */
export async function registering(scene: Scene): Promise<Given> {
  const { dice } = scene;
  const register = dice.pick(REGISTERS);
  const { rows } = await scene.queries.records(UNIT, `proposal:${register}`, { limit: 200 });
  const open = rows.flatMap(({ id, value }) => {
    const head = JSON.parse(value) as ProposalHead;
    return head.state === 'open' || dice.chance(0.02) ? [{ id, head }] : [];
  });
  if (open.length === 0 || dice.chance(0.3)) return { principal: keeper(scene), command: proposal(scene, register) };
  const { id, head } = dice.pick(open);
  const of = { register: dice.chance(0.97) ? register : dice.pick(REGISTERS), proposal: id };
  const own = /^person:(.*)$/.exec(head.proposedBy)?.[1];
  const principal = own !== undefined && dice.chance(0.4) ? scene.by(own) : keeper(scene);
  if (dice.chance(0.1)) return { principal, command: { kind: 'withdrawProposal', ...of } };
  if (dice.chance(0.1)) return { principal, command: { kind: 'turnDownProposal', ...of, reason: '有误' } };
  const digest = dice.chance(0.95) ? head.digest : 'f'.repeat(64);
  return { principal, command: { kind: 'confirmProposal', ...of, digest } };
}

function keeper(scene: Scene): Given['principal'] {
  return scene.dice.chance(0.85) ? scene.by(scene.dice.pick(KEEPERS)) : scene.anybody();
}

function proposal({ dice }: Scene, register: ProposeRegister['register']): ProposeRegister {
  const supplier = dice.pick(Object.keys(SUPPLIERS));
  const relatives = dice.chance(0.5) ? [dice.pick(['pm', 'ihead', 'fauditor', 'fhead'])] : [];
  const change = (): RegisterChange =>
    register === 'supplier'
      ? supplierPut(
          supplier,
          dice.chance(0.5) ? Object.values(SUPPLIERS) : [dice.pick(Object.values(SUPPLIERS))],
          relatives,
        )
      : contractPut(dice.pick(CONTRACTS), { supplier, sum: String(1_000_000 * (1 + dice.below(20))) });
  return { kind: 'proposeRegister', register, document: '请示〔2026〕1号', changes: [change()] };
}
