import { createHash } from 'node:crypto';
import type { AttemptsRow, SessionStore } from '@quanheng/runtime/ports';
import { ProblemError } from '../http/problem-error.js';
import type { IdentityConfig, LockOutRule } from './config.js';

interface Attempt {
  readonly unit: string;
  readonly login: string;
  readonly address: string;
}

/**
 * Makes guessing slow: behind a few free attempts each has to wait, per login and per address, whether or not the login exists. An attempt counts before
 * its password is looked at, so a hundred at once are a hundred.
 */
export class LockOut {
  constructor(
    private readonly store: Pick<SessionStore, 'changeAttempts'>,
    private readonly rules: IdentityConfig['lockOut'],
  ) {}

  /** @throws ProblemError `locked-out`, and then the attempt does not count. */
  async begin(attempt: Attempt, now: number): Promise<void> {
    await this.count(addressKey(attempt), this.rules.perAddress, now);
    await this.count(loginKey(attempt), this.rules.perLogin, now);
  }

  /** The password was right: the login starts anew, the address has one attempt fewer. */
  async succeeded(attempt: Attempt): Promise<void> {
    await this.store.changeAttempts(loginKey(attempt), () => null);
    await this.store.changeAttempts(addressKey(attempt), (known) =>
      known === null || known.count <= 1 ? null : { ...known, count: known.count - 1 },
    );
  }

  private async count(key: string, rule: LockOutRule, now: number): Promise<void> {
    let lockedUntil = 0;
    await this.store.changeAttempts(key, (known) => {
      const remembered = known !== null && now - known.lastAt < rule.forgetAfter ? known : null;
      lockedUntil = endOfLock(remembered, rule);
      if (lockedUntil > now) return remembered;
      return { key, count: (remembered?.count ?? 0) + 1, lastAt: now };
    });
    if (lockedUntil <= now) return;
    const seconds = Math.ceil((lockedUntil - now) / 1000);
    throw new ProblemError('locked-out', `登录失败次数过多，请在 ${seconds} 秒后再试。`, {}, seconds);
  }
}

/** Until when the next attempt has to wait. */
export function endOfLock(known: AttemptsRow | null, rule: LockOutRule): number {
  if (known === null || known.count < rule.free) return 0;
  const delay = rule.firstDelay * 2 ** (known.count - rule.free);
  return known.lastAt + Math.min(delay, rule.longestDelay);
}

function loginKey({ unit, login }: Attempt): string {
  return digest(`login ${unit} ${login.toLowerCase()}`);
}
function addressKey({ address }: Attempt): string {
  return digest(`address ${networkOf(address)}`);
}

/** One subscriber has many addresses of IPv6: the first half of the address, which is the network's, tells them apart. */
export function networkOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = address.includes('::') ? groups(tail) : [];
  const all = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
