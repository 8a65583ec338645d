import { reasonSchema } from '@quanheng/contracts';
import { readContent } from '@quanheng/ledger';
import type { NotedRow, Queries } from '@quanheng/runtime/ports';

const INSTANCE = 'instance:';

/** What was noted, with the reasons that the entry keeps and the matter that it was about. */
export function notedViews(queries: Pick<Queries, 'entries' | 'instance'>, rows: readonly NotedRow[]) {
  return Promise.all(rows.map((row) => notedView(queries, row)));
}

async function notedView(queries: Pick<Queries, 'entries' | 'instance'>, row: NotedRow) {
  const { unit, stream, seq, at, kind, principal, refused } = row;
  const [entry] = await queries.entries(unit, stream, seq, 1);
  const pieces = entry?.seq === seq ? entry.content?.pieces : undefined;
  const command = pieceOf(pieces, 'command') as { instance?: unknown; reason?: unknown } | undefined;
  const named = stream.startsWith(INSTANCE) ? stream.slice(INSTANCE.length) : textOf(command?.instance);
  const matter = named === null ? null : await queries.instance(named);
  const reasons = reasonSchema.array().safeParse(pieceOf(pieces, 'reasons') ?? []).data ?? [];
  return {
    ...{ stream, seq, at, kind, principal, refused },
    ...{ instance: named, process: matter?.process ?? null, number: matter?.number ?? null },
    ...{ reasons, said: textOf(command?.reason), isErased: command === undefined },
  };
}

/** Undefined: it is not there, or was erased. */
function pieceOf(pieces: string | undefined, name: string): unknown {
  const piece = pieces === undefined ? undefined : readContent(pieces).get(name);
  return piece !== undefined && 'value' in piece ? piece.value : undefined;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
