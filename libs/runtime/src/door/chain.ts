import { ENGINE_VERSION } from '@quanheng/engine';
import {
  advance,
  canonical,
  commitment,
  encodeEntry,
  EMPTY_DIGESTS,
  fullDigest,
  isoInstant,
  leafHash,
  pieceSalt,
  SECRET_BYTES,
  STATE_PARTS,
  type CanonicalText,
  type EntryBody,
  type PartDigests,
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
  readonly state?: () => Readonly<Record<(typeof STATE_PARTS)[number], unknown>>;
}

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
  const seq = chain.seq + 1;
  const secret = surroundings.random(SECRET_BYTES);
  const content: Record<string, string> = {};
  const kept: string[] = [];
  const add = (name: string, text: CanonicalText): void => {
    const salt = pieceSalt(NODE_HASHING, secret, name);
    content[name] = commitment(NODE_HASHING, salt, text);
    const piece = input.secret?.includes(name) === true ? '{"erased":true}' : `{"salt":"${salt}","value":${text}}`;
    kept.push(`${JSON.stringify(name)}:${piece}`);
  };
  for (const [name, value] of Object.entries(input.pieces)) add(name, canonical(value));

  const digests = advance(NODE_HASHING, input.digests ?? EMPTY_DIGESTS, content);
  const full = seq % FULL_EVERY === 0 && input.state !== undefined ? fullOf(secret, input.state(), kept) : null;
  const body: EntryBody = {
    schema: 1,
    unit: input.unit,
    stream: chain.stream,
    seq,
    at: isoInstant(input.at),
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
    content,
    state: input.digests === null ? null : digests,
    ...(full === null ? {} : { full }),
  };
  const bytes = encodeEntry(body);
  const leaf = leafHash(NODE_HASHING, bytes);
  const { unit, at } = input;
  const { stream } = chain;
  return {
    entry: {
      unit,
      stream,
      seq,
      at,
      kind: input.kind,
      principal: principalName(input.principal),
      refused: input.refused?.[0] ?? null,
      bytes,
      leaf,
    },
    content: { unit, stream, seq, pieces: `{${kept.join(',')}}` },
    chain: { stream, seq, leaf, at },
    digests,
  };
}

function fullOf(
  secret: Uint8Array,
  state: Readonly<Record<(typeof STATE_PARTS)[number], unknown>>,
  kept: string[],
): PartDigests {
  const salt = pieceSalt(NODE_HASHING, secret, 'full');
  kept.push(`"full":{"salt":"${salt}","value":null}`);
  const [flow, work, trail] = STATE_PARTS.map((part) => fullDigest(NODE_HASHING, part, salt, canonical(state[part])));
  return { flow: flow ?? '', work: work ?? '', trail: trail ?? '' };
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
