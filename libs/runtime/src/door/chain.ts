import { ENGINE_VERSION } from '@quanheng/engine';
import {
  advance,
  canonical,
  EMPTY_DIGESTS,
  encodeEntry,
  FULL_PIECE,
  fullDigest,
  isoInstant,
  leafHash,
  SECRET_BYTES,
  sealContent,
  type CanonicalText,
  type EntryBody,
  type PartDigests,
  type StatePart,
} from '@quanheng/ledger';
import { NODE_HASHING } from '../node-surroundings.js';
import { principalName, type ContentRow, type EntryRow, type Principal, type Surroundings } from '../ports/index.js';

/** The end of a chain of entries. */
export interface Chain {
  readonly stream: string;
  /** Entries so far. */
  readonly seq: number;
  /** Leaf hash of the last one. */
  readonly leaf: string | null;
  /** When the last one was made: time never runs backwards within a chain. */
  readonly at: number;
}

export interface EntryInput {
  readonly unit: string;
  readonly at: number;
  readonly principal: Principal;
  readonly kind: string;
  /** Codes of the guard's reasons; null when the command was accepted. */
  readonly refused: readonly string[] | null;
  readonly policy: string;
  readonly organisation: number;
  readonly definition: string | null;
  /** Kept beside the entry, which commits to each. Those named `flow`, `work` and `trail` are the events that changed that part of the state. */
  readonly pieces: Readonly<Record<string, unknown>>;
  /** Pieces that are committed to and then forgotten at once. */
  readonly secret?: readonly string[];
  /** Digests before the entry; null for streams without a state. */
  readonly digests: PartDigests | null;
  /** The whole state after the entry: asked for only when the entry has to hold its digest. */
  readonly state?: () => WholeState;
}

export type WholeState = Readonly<Record<StatePart, unknown>>;

export interface Recorded {
  readonly entry: EntryRow;
  readonly content: ContentRow;
  readonly chain: Chain;
  readonly digests: PartDigests;
}

/** Every so many entries one holds the digest of the whole state, so that a chain can be checked from there. */
export const FULL_EVERY = 64;

/** Step 6 (architecture §2): the next entry of a chain, with the content that it commits to. */
export function record(surroundings: Surroundings, chain: Chain, input: EntryInput): Recorded {
  const { unit, at } = input;
  const { stream } = chain;
  const seq = chain.seq + 1;
  const whole = seq % FULL_EVERY === 0 ? input.state?.() : undefined;
  const pieces = whole === undefined ? input.pieces : { ...input.pieces, [FULL_PIECE]: null };
  const sealed = sealContent(NODE_HASHING, surroundings.random(SECRET_BYTES), written(pieces), input.secret);
  const digests = advance(NODE_HASHING, input.digests ?? EMPTY_DIGESTS, sealed.commitments);
  const body: EntryBody = {
    schema: 1,
    unit,
    stream,
    seq,
    at: isoInstant(at),
    previous: chain.leaf,
    principal: principalOf(input.principal),
    command: input.kind,
    decision: input.refused === null ? 'accepted' : { refused: input.refused },
    versions: {
      engine: ENGINE_VERSION,
      policy: input.policy,
      organisation: input.organisation,
      definition: input.definition,
    },
    content: sealed.commitments,
    state: input.digests === null ? null : digests,
    ...(whole === undefined ? {} : { full: fullDigests(sealed.salts[FULL_PIECE] ?? '', whole) }),
  };
  const bytes = encodeEntry(body);
  const leaf = leafHash(NODE_HASHING, bytes);
  const refused = input.refused?.[0] ?? null;
  return {
    entry: { unit, stream, seq, at, kind: input.kind, principal: principalName(input.principal), refused, bytes, leaf },
    content: { unit, stream, seq, pieces: sealed.text },
    chain: { stream, seq, leaf, at },
    digests,
  };
}

function written(pieces: Readonly<Record<string, unknown>>): Readonly<Record<string, CanonicalText>> {
  return Object.fromEntries(Object.entries(pieces).map(([name, value]) => [name, canonical(value)]));
}

function fullDigests(salt: string, state: WholeState): PartDigests {
  const digest = (part: StatePart): string => fullDigest(NODE_HASHING, part, salt, canonical(state[part]));
  return { flow: digest('flow'), work: digest('work'), trail: digest('trail') };
}

function principalOf(principal: Principal): EntryBody['principal'] {
  switch (principal.kind) {
    case 'person':
      return { kind: 'person', id: principal.person, account: principal.account };
    case 'worker':
      return { kind: 'worker', id: principal.account };
    case 'system':
      return { kind: 'system', id: principal.name };
  }
}
