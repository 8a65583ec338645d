import { canonical } from '../canonical.js';
import { sealContent } from '../content.js';
import { encodeEntry, type EntryBody } from '../entry.js';
import { PORTABLE_HASHING } from '../hashing.js';
import { isoInstant } from '../instant.js';
import { leafHash } from '../merkle.js';
import { advance, EMPTY_DIGESTS, fullDigest, type PartDigests } from '../state-digest.js';
import type { ChainHead, ChainName, Link } from '../verify.js';

export const NAME: ChainName = { unit: 'U1', stream: 'instance:I1' };

/** A chain of so many entries, as a runtime would make it: the second is refused, the third holds the whole state, the others events. */
export function sampleChain(length: number): { links: Link[]; head: ChainHead } {
  const links: Link[] = [];
  let previous: string | null = null;
  let state: PartDigests = EMPTY_DIGESTS;
  for (let seq = 1; seq <= length; seq++) {
    const refused = seq === 2;
    const full = seq === 3;
    const pieces = {
      command: canonical({ kind: 'completeWork', variables: { amount: 100 * seq, payee: '某甲' } }),
      ...(full ? { full: canonical(null) } : {}),
      ...(refused ? { reasons: canonical([{ code: 'NOT_OFFERED', message: '不在名单' }]) } : eventsOf(seq)),
    };
    const sealed = sealContent(PORTABLE_HASHING, secretOf(seq), pieces);
    state = advance(PORTABLE_HASHING, state, sealed.commitments);
    const bytes: Uint8Array = encodeEntry({
      ...sampleBody(seq, previous),
      decision: refused ? { refused: ['NOT_OFFERED', 'SOD_SAME_PERSON'] } : 'accepted',
      content: sealed.commitments,
      state,
      ...(full ? { full: sampleFull(sealed.salts.full ?? '') } : {}),
    });
    const leaf = leafHash(PORTABLE_HASHING, bytes);
    links.push({ seq, bytes, leaf, content: sealed.text });
    previous = leaf;
  }
  return { links, head: { seq: length, leaf: previous } };
}

/** An entry without content. */
export function sampleBody(seq: number, previous: string | null): EntryBody {
  return {
    schema: 1,
    ...NAME,
    seq,
    at: isoInstant(1_767_225_600_000 + seq * 1000),
    previous,
    principal: { kind: 'person', id: 'P1', account: 'A1' },
    command: 'completeWork',
    decision: 'accepted',
    versions: { engine: '1.0.0', policy: 'plain-1', organisation: 12, definition: 'd0'.repeat(32) },
    content: {},
    state: EMPTY_DIGESTS,
  };
}

function eventsOf(seq: number): Record<'flow' | 'work', ReturnType<typeof canonical>> {
  return { flow: canonical([{ type: 'elementCompleted', id: seq }]), work: canonical([{ type: 'itemCompleted' }]) };
}

function sampleFull(salt: string): PartDigests {
  const state = canonical({ elements: [] });
  return {
    flow: fullDigest(PORTABLE_HASHING, 'flow', salt, state),
    work: fullDigest(PORTABLE_HASHING, 'work', salt, state),
    trail: fullDigest(PORTABLE_HASHING, 'trail', salt, state),
  };
}

function secretOf(seq: number): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => (i * 7 + seq * 31) % 256);
}
