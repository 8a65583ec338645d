import { readersKey, readersOf, withReader, worded } from '@quanheng/policy';
import { accepted, refused, rejected } from '../door/answers.js';
import type { Batch, Plan } from '../door/batch.js';
import type { RuntimeParts } from '../door/parts.js';
import type { Answer, Envelope, InspectInstance, Rejected } from '../ports/index.js';

/** The chain of what was opened by right of supervision. The chain of the matter says nothing of it: nobody is warned by it. */
export const INSPECTION_STREAM = 'inspection';

/** Finished matters and those in the archive are opened, too: nothing of them is changed. */
export async function planInspection(
  { queries }: Pick<RuntimeParts, 'queries'>,
  envelope: Envelope<InspectInstance>,
): Promise<Plan | Rejected> {
  const { unit, command } = envelope;
  const row = await queries.instance(command.instance);
  if (row?.unit !== unit) return rejected('not-found', `There is no instance ${command.instance}.`);
  const key = readersKey(command.instance);
  return {
    stream: INSPECTION_STREAM,
    alone: true,
    wanted: { streams: [INSPECTION_STREAM] },
    scopes: () => [key],
    run: (batch) => inspect(batch, envelope),
  };
}

function inspect(batch: Batch, { command, principal }: Envelope<InspectInstance>): Answer {
  const before = batch.chain(INSPECTION_STREAM);
  const at = batch.momentAfter(before);
  const { organisation, unit, parts } = batch;
  const reasons = worded(parts.policy.authorise({ command, principal, unit, at, organisation }));
  const input = { at, principal, kind: command.kind, definition: null } as const;
  if (reasons.length > 0) {
    const codes = reasons.map(({ code }) => code);
    return refused(batch.append(before, { ...input, refused: codes, pieces: { command, reasons } }), reasons);
  }
  const key = readersKey(command.instance);
  const [row] = batch.records([key]).with(new Map());
  const person = principal.kind === 'person' ? principal.person : '';
  const record = batch.recordedChange({ ...key, value: withReader(readersOf(row), person, at) });
  const chain = batch.append(before, { ...input, refused: null, pieces: { command, records: [record] } });
  batch.changeRecord(record);
  return accepted(chain, { instance: command.instance });
}
