import type { OrganisationChange, Principal } from '@quanheng/runtime/ports';
import { SEED } from '../../../contract/office.js';
import type { Dice } from '../../../simulation/index.js';
import type { Given } from './scene.js';
import { BUSINESS, committee, fact, LINES, orderly, POSTS, substitute } from '../people.js';

const DAY = 86_400_000;
const ADMINISTRATORS = ['operator', 'sysadmin', 'secadmin', 'auditor'];
const DEPARTMENTS = ['INFRA', 'FIN', 'AUDIT', 'LEADERS'];

/** Somebody moves a post, gives or takes one, empowers somebody, or changes who leads whom; as often it is put right again. */
export function changeOf(dice: Dice, now: number, by: (id: string) => Principal): Given {
  const [administrator, changes] = pick(dice, now);
  const who = dice.chance(0.9) ? administrator : dice.pick([...BUSINESS, ...ADMINISTRATORS]);
  // AB 角 is kept by two persons; here it is founded, so that many stand in for each other.
  const isFounded = who === administrator && changes.every((each) => 'fact' in each && each.fact.kind === 'delegation');
  return { principal: isFounded ? SEED : by(who), command: { kind: 'changeOrganisation', changes } };
}

function pick(dice: Dice, now: number): [string, OrganisationChange[]] {
  const person = dice.pick(BUSINESS);
  const post = dice.pick(Object.keys(POSTS));
  const from = dice.chance(0.9) ? now : now - dice.below(3) * DAY;
  // What reaches into the past needs a document.
  const documented = dice.chance(0.8) ? { document: '补〔2026〕1号' } : {};
  switch (dice.below(14)) {
    case 0: {
      const [name, , role] = POSTS[post] ?? ['', '', ''];
      const data = { name, department: dice.pick(DEPARTMENTS), roles: [role], ...documented };
      return ['secadmin', [fact('post', post, data, { from })]];
    }
    case 1:
      return ['secadmin', [{ change: 'end', kind: 'holding', id: `h-${person}-${post}`, at: from, ...documented }]];
    case 2:
    case 3: {
      const data = { person, post, kind: 'temporary', document: '任〔2026〕3号' } as const;
      return ['secadmin', [fact('holding', `h-${person}-${post}`, data, { from, to: from + DAY })]];
    }
    case 4:
    case 5:
    case 6: {
      const processes = dice.chance(0.7) ? [] : [dice.pick(['Payment', 'Great', 'Sneaky', 'Urgent'])];
      const data = { from: person, to: dice.pick(BUSINESS), processes, document: '委〔2026〕1号' };
      const to = dice.chance(0.9) ? now + DAY * (1 + dice.below(3)) : null;
      return ['secadmin', [fact('delegation', `d${dice.below(12)}`, data, { from, to })]];
    }
    case 7: {
      const [department] = dice.pick(LINES);
      const [, leader] = dice.pick(LINES);
      const data = { leader, departments: [department], ...documented };
      return ['secadmin', [fact('leaderLine', `line-${department}`, data, { from })]];
    }
    case 8: {
      const data = { persons: [person, dice.pick(BUSINESS)] as const, kind: '亲属' };
      return ['secadmin', [fact('relation', `r${dice.below(5)}`, data, { from, to: now + DAY })]];
    }
    case 9:
      return ['sysadmin', [committee(7 + dice.below(3), from)]];
    case 10: {
      const data = { person: `m${1 + dice.below(9)}`, document: '办〔2026〕2号' };
      return ['secadmin', [fact('actingChair', 'committee', data, { from, to: now + DAY })]];
    }
    case 11: {
      // One of the three administrators in a business post, or who has one as an administrator.
      const isUp = dice.chance(0.5);
      const who = isUp ? dice.pick(ADMINISTRATORS) : person;
      const where = isUp ? post : dice.pick(['operators', 'system-administration', 'security-administration', 'audit']);
      const data = { person: who, post: where, kind: 'formal', document: '任〔2026〕4号' } as const;
      return ['secadmin', [fact('holding', `x-${who}-${where}`, data, { from, to: from + DAY })]];
    }
    default:
      return ['secadmin', orderly(now)];
  }
}

/** 替代控制 said, confirmed or ended by those whose it is, or by others; more than what was said is never in force. */
export function substituteOf(dice: Dice, now: number, by: (id: string) => Principal): Given {
  const owner = dice.pick(['owner1', 'owner2']);
  const principal = by(dice.chance(0.85) ? owner : dice.pick([...BUSINESS, ...ADMINISTRATORS]));
  if (dice.chance(0.15)) {
    const at = now + dice.below(3) * DAY;
    const end = { change: 'end', kind: 'substituteReview', id: 'small', at } as const;
    return { principal, command: { kind: 'changeOrganisation', changes: [end] } };
  }
  const confirmedBy = dice.chance(0.5) ? owner : null;
  const change = substitute(dice.pick(['owner1', 'owner2']), confirmedBy, { from: now, to: now + 90 * DAY });
  return { principal, command: { kind: 'changeOrganisation', changes: [change] } };
}
