import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from '@quanheng/runtime';
import { MEMBERS } from './organisation.js';

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

/** The accounts as the one who installed the product is shown them. */
export function accountsTable(passwords: ReadonlyMap<string, string>): string {
  const width = Math.max(...MEMBERS.map(({ id }) => id.length));
  return MEMBERS.map(({ id, name }) => `${id.padEnd(width)}  ${passwords.get(id) ?? ''}  ${name}`).join('\n');
}

const FILE = 'demo-accounts.txt';

/** Keeps the accounts in the data folder, for this user's eyes only; gives the name of the file. */
export function keepAccounts(folder: string, passwords: ReadonlyMap<string, string>): string {
  const file = join(folder, FILE);
  const text = `Accounts of the demonstration, drawn for this installation. Delete this file when you know them.\n\n`;
  writeFileSync(file, `${text}${accountsTable(passwords)}\n`, { mode: 0o600 });
  return file;
}
