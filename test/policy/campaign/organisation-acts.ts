import type { OrganisationChange, Principal } from '@quanheng/runtime/ports';
import type { Dice } from '../../simulation/index.js';
import type { Given } from './clerk.js';
import { BUSINESS, committee, fact, LINES, orderly, POSTS } from './people.js';

const DAY = 86_400_000;
const ADMINISTRATORS = ['operator', 'sysadmin', 'secadmin', 'auditor'];
const DEPARTMENTS = ['INFRA', 'FIN', 'AUDIT', 'LEADERS'];

/** Somebody moves a post, gives or takes one, empowers somebody, or changes who leads whom; as often it is put right again. */
export function changeOf(dice: Dice, now: number, by: (id: string) => Principal): Given {
  const [administrator, changes] = pick(dice, now);
  const principal = by(dice.chance(0.9) ? administrator : dice.pick([...BUSINESS, ...ADMINISTRATORS]));
  return { principal, command: { kind: 'changeOrganisation', changes } };
}

function pick(dice: Dice, now: number): [string, OrganisationChange[]] {
  const person = dice.pick(BUSINESS);
  const post = dice.pick(Object.keys(POSTS));
  const from = dice.chance(0.9) ? now : now - dice.below(3) * DAY;
  // What reaches into the past needs a document.
  const documented = dice.chance(0.8) ? { document: '补〔2026〕1号' } : {};
  switch (dice.below(13)) {
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
      const processes = dice.chance(0.7) ? [] : [dice.pick(['Payment', 'Great', 'Sneaky'])];
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
    default:
      return ['secadmin', orderly(now)];
  }
}
