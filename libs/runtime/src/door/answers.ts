import type { Rejection } from '@quanheng/engine';
import type { Accepted, EntryRef, Reason, Refused, Rejected } from '../ports/index.js';
import type { Chain } from './chain.js';

export function accepted(chain: Chain, result: Accepted['result'] = {}): Accepted {
  return { status: 'accepted', entry: refOf(chain), result };
}

export function refused(chain: Chain | null, reasons: readonly Reason[]): Refused {
  return { status: 'refused', entry: chain === null ? null : refOf(chain), reasons };
}

export function rejected(
  code: Rejected['code'],
  message: string,
  more: Pick<Rejected, 'subject' | 'details'> = {},
): Rejected {
  return { status: 'rejected', code, message, ...more };
}

/** What the engine will not do now, in the words of the runtime. */
export function rejectedByEngine({ code, message, elementId }: Rejection): Rejected {
  const kind = INVALID.has(code) ? 'invalid' : 'conflict';
  return rejected(kind, message, { ...(elementId === undefined ? {} : { subject: elementId }), details: [{ code }] });
}

const INVALID: ReadonlySet<Rejection['code']> = new Set<Rejection['code']>([
  'unknown-process',
  'unknown-element',
  'unknown-outcome',
  'invalid-variables',
  'not-startable',
]);

function refOf({ stream, seq }: Chain): EntryRef {
  return { stream, seq };
}
