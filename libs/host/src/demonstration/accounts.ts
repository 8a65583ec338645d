import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from '@quanheng/runtime';
import type { DemonstrationUnit } from './unit.js';

/** Argon2id as OWASP's Password Storage Cheat Sheet asks of it at least: KiB, passes, lanes. */
export const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** No letter that is read as another one. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

/** A password that is drawn anew for each installation: 16 of 31 letters are 79 bits. */
export function drawPassword(random: Surroundings['random']): string {
  const groups = Array.from({ length: GROUPS }, () => Array.from({ length: GROUP }, () => drawLetter(random)).join(''));
  return groups.join('-');
}

/** Bytes beyond the last full round are drawn again, so that no letter is more likely than another. */
function drawLetter(random: Surroundings['random']): string {
  const fair = 256 - (256 % LETTERS.length);
  for (;;) {
    const [byte = 255] = random(1);
    if (byte < fair) return LETTERS[byte % LETTERS.length] ?? '';
  }
}

/** Accounts of a unit as the one who installed the product is shown them. */
export function accountsTable({ members }: Accounts, passwords: ReadonlyMap<string, string>): string {
  const width = Math.max(...members.map(({ id }) => id.length));
  return members
    .map(({ id, name, post }) => `${id.padEnd(width)}  ${passwords.get(id) ?? ''}  ${name}（${post}）`)
    .join('\n');
}
type Accounts = Pick<DemonstrationUnit, 'id' | 'members'>;

/** Whom a first claim, from the form to the file, goes through; then those who look after the product. */
const TOUR = [
  ...['clerk-a', 'business-head', 'standards-officer', 'finance-auditor', 'finance-head', 'cashier', 'bookkeeper'],
  ...['internal-checker', 'discipline-officer', 'vice-business', 'vice-finance', 'director', 'designer', 'publisher'],
  ...['catalogue-owner', 'operator', 'system-admin', 'security-admin', 'auditor'],
];

/** The unit with those of its members alone whom somebody needs who sees the product for the first time. */
export function tourOf({ id, members }: Accounts): Accounts {
  return { id, members: members.filter((member) => TOUR.includes(member.id)) };
}

const FILE = 'demo-accounts.txt';

/** Keeps the accounts in the data folder, for this user's eyes only; gives the name of the file. */
export function keepAccounts(
  folder: string,
  units: readonly Accounts[],
  passwords: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string {
  const file = join(folder, FILE);
  const tables = units.flatMap((unit) => {
    const own = passwords.get(unit.id);
    return own === undefined ? [] : [`${unit.id}\n\n${accountsTable(unit, own)}\n`];
  });
  writeFileSync(file, `${HEADING}\n\n${tables.join('\n')}`, { mode: 0o600 });
  return file;
}
const HEADING =
  'Accounts of the demonstration, drawn for this installation; everybody in it is invented (人物均为虚构). Delete this file when you know them.';
