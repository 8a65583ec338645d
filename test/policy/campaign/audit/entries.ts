import type { Queries } from '@quanheng/runtime/ports';
import { UNIT } from '../../../contract/office.js';

/** An entry of an instance: who, what, under which versions, and what the engine made of it. */
export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly refused: boolean;
  readonly principal: EntryPrincipal;
  readonly organisation: number;
  readonly definition: string | null;
  readonly command: Record<string, unknown>;
  readonly flow: readonly FlowEvent[];
  readonly work: readonly WorkEvent[];
  readonly trail: readonly TrailLine[];
  readonly records: readonly RecordLine[];
}
export interface RecordLine {
  readonly kind: string;
  readonly id: string;
}
export interface FlowEvent {
  readonly type: string;
  readonly id?: number;
  readonly element?: string;
  readonly outcome?: string;
  readonly scope?: number;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly target?: string;
  readonly from?: number;
  readonly definition?: string;
}
export interface WorkEvent {
  readonly type: string;
  readonly item?: string;
  readonly element?: number;
  readonly activity?: string;
  readonly act?: string;
  readonly offers?: readonly string[];
  readonly assignee?: string | null;
  /** It asks for the end of the matter. */
  readonly ending?: { readonly by: string };
  /** A hand-over is said to count. */
  readonly isComplete?: boolean;
  /** It asks somebody from outside to look at another item before a person does it. */
  readonly review?: { readonly to: string; readonly person: string; readonly fact: string };
  /** Of an opinion on another item. */
  readonly addition?: { readonly by: string; readonly onBehalfOf?: string; readonly act?: string };
}
export interface TrailLine {
  readonly activity: string;
  readonly element: number;
  readonly act: string;
  readonly person: string;
  readonly account: string;
  readonly onBehalfOf?: string;
  readonly post?: string;
  readonly department?: string;
  readonly outcome?: string;
}

/** Who gave the command: of a person the person, and the account that was signed in. */
interface EntryPrincipal {
  readonly kind: string;
  readonly id: string;
  readonly account?: string;
}

interface Body {
  readonly principal: EntryPrincipal;
  readonly versions: { readonly organisation: number | string; readonly definition: string | null };
}
const PAGE = 200;

export function readInstance(queries: Queries, id: string): Promise<readonly Entry[]> {
  return readStream(queries, `instance:${id}`);
}

export async function readStream(queries: Queries, stream: string): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  for (;;) {
    const rows = await queries.entries(UNIT, stream, all.length + 1, PAGE);
    for (const { seq, at, kind, refused, bytes, content } of rows) {
      const { principal, versions } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Body;
      const kept = JSON.parse(content?.pieces ?? '{}') as Record<string, { readonly value?: unknown }>;
      const piece = (name: string): unknown => kept[name]?.value;
      all.push({
        ...{ seq, at, kind, principal },
        refused: refused !== null,
        organisation: Number(versions.organisation),
        definition: versions.definition,
        command: (piece('command') ?? {}) as Record<string, unknown>,
        flow: (piece('flow') ?? []) as readonly FlowEvent[],
        work: (piece('work') ?? []) as readonly WorkEvent[],
        trail: (piece('trail') ?? []) as readonly TrailLine[],
        records: (piece('records') ?? []) as readonly RecordLine[],
      });
    }
    if (rows.length < PAGE) return all;
  }
}
