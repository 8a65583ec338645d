import type { Loaded, Queries, Transaction, Wanted } from '../ports/index.js';

/** What a transaction would read, read without locks: enough to say what a command would come to. */
export class ReadOnlyTransaction implements Transaction {
  constructor(private readonly queries: Queries) {}

  async load(wanted: Wanted): Promise<Loaded> {
    const { queries } = this;
    const { unit } = wanted;
    const [instances, messages, jobs, records, startable, organisation] = await Promise.all([
      all(wanted.instances, ({ id }) => queries.instance(id)),
      all(wanted.messages, (id) => queries.message(id)),
      all(wanted.jobs, ({ instance, job }) => queries.job(instance, job)),
      all(wanted.records, ({ kind, id }) => queries.record(unit, kind, id)),
      all(wanted.startable, async ({ process, version }) => {
        const row = await queries.startable(unit, process, version ?? undefined);
        return row === null ? null : { process, version, digest: row.digest };
      }),
      queries.organisationVersion(unit),
    ]);
    // Chains and answers matter to what is written, and a question writes nothing.
    return { instances, messages, jobs, streams: [], records, startable, answers: [], organisation };
  }

  flush(): void {
    throw new Error('a question writes nothing');
  }
}

async function all<T, R>(wanted: readonly T[] | undefined, read: (each: T) => Promise<R | null>): Promise<R[]> {
  const found = await Promise.all((wanted ?? []).map(read));
  return found.flatMap((each) => (each === null ? [] : [each]));
}
