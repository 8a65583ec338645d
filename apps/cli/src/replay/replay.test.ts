import { decodeEntry, encodeEntry, eraseContent, leafHash, type EntryBody } from '@quanheng/ledger';
import { POLICY } from '../../../../test/simulation/world/policy.js';
import { FULL_EVERY, NODE_HASHING, type EntryRow, type Policy, type ScopeKey } from '@quanheng/runtime';
import { JOB_PROCESS, TWO_TASKS } from '../../../../test/contract/office.js';
import { replay } from './replay.js';
import { MemoryOffice, person, UNIT } from './testing/office.js';

interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function replayed(office: MemoryOffice, instance?: string, json = false): Promise<Result> {
  let [stdout, stderr] = ['', ''];
  const exitCode = await replay(
    office.parts,
    instance,
    { json },
    {
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      env: {},
    },
  );
  return { exitCode, stdout, stderr };
}

/** Codes of the findings, with their entries. */
async function codesOf(office: MemoryOffice, instance?: string): Promise<string[]> {
  const { stdout } = await replayed(office, instance, true);
  return stdout
    .trim()
    .split('\n')
    .flatMap((line) => (JSON.parse(line) as { findings?: { seq: number | null; code: string }[] }).findings ?? [])
    .map(({ seq, code }) => `${seq ?? 'row'} ${code}`);
}

describe('an office whose database nobody touched', () => {
  test('has no differences, whatever happened in it', async () => {
    const office = await new MemoryOffice().open(TWO_TASKS, JOB_PROCESS);
    const done = await office.start('Two', { businessKey: 'B1', variables: { amount: 12, payee: '某甲' } });
    await office.refused(person('leader'), { kind: 'completeWork', instance: done, item: await office.item(done) });
    await office.complete('clerk', done);
    await office.complete('leader', done);
    const returned = await office.start('Two');
    await office.complete('clerk', returned);
    const item = await office.item(returned);
    await office.must(person('leader'), {
      kind: 'returnWork',
      instance: returned,
      item,
      target: 'apply',
      reason: '请补充',
    });
    const cancelled = await office.start('Paying');
    await office.must(person('operator'), { kind: 'suspendInstance', instance: cancelled, reason: '核实' });
    await office.must(person('clerk'), { kind: 'cancelInstance', instance: cancelled, reason: '撤销' });
    const migrated = await office.start('Two');
    await office.publish(TWO_TASKS.replace('name="申请"', 'name="填报"'));
    const newest = await office.parts.queries.instances({ unit: UNIT }, { limit: 5 });
    expect(newest.rows).toHaveLength(4);
    const definition = [...office.database.tables.definitions.all()].find(({ version }) => version === 2)?.digest ?? '';
    await office.must(person('operator'), { kind: 'migrateInstance', instance: migrated, definition });

    const { exitCode, stdout } = await replayed(office);
    expect(stdout).toMatch(/^\d+ entries of \d+ streams checked, 11 steps carried out again: no differences\n$/);
    expect(exitCode).toBe(0);
    expect((await replayed(office, done)).stdout).toBe(
      '4 entries of 1 stream checked, 3 steps carried out again: no differences\n',
    );
  });

  test('papers that come after the end do not move it', async () => {
    const office = await new MemoryOffice().open(TWO_TASKS);
    const instance = await office.start('Two');
    await office.complete('clerk', instance);
    await office.complete('leader', instance);
    const file = { name: 'a.txt', digest: 'a'.repeat(64), size: 1, type: 'text/plain' };
    await office.must(person('clerk'), { kind: 'attachFile', instance, ...file });
    expect(await codesOf(office, instance)).toEqual([]);
  });

  describe('with a fault of the product in it', () => {
    /** Falls over when somebody completes with the opinion `bug`, as long as it is not repaired. */
    async function faulty(): Promise<{ office: MemoryOffice; instance: string; repair: () => void }> {
      let isRepaired = false;
      const admit: Policy['admit'] = ({ command }) => {
        if (command.kind === 'completeWork' && command.opinion === 'bug' && !isRepaired) throw new Error('a bug');
        return [];
      };
      const office = await new MemoryOffice({ ...(POLICY as Policy), admit }).open(TWO_TASKS);
      const instance = await office.start('Two');
      const complete = { kind: 'completeWork', instance, item: await office.item(instance), opinion: 'bug' } as const;
      await office.rejected(person('clerk'), complete);
      return { office, instance, repair: () => (isRepaired = true) };
    }
    const reason = '已核查';

    test('an instance that was released, and went on', async () => {
      const { office, instance, repair } = await faulty();
      expect((await replayed(office)).exitCode).toBe(0);
      await office.refused(person('clerk'), { kind: 'releaseInstance', instance, reason });
      expect((await replayed(office)).exitCode).toBe(0);
      repair();
      await office.must(person('operator'), { kind: 'releaseInstance', instance, reason });
      expect((await replayed(office)).exitCode).toBe(0);
      await office.complete('clerk', instance);
      await office.complete('leader', instance);
      expect((await replayed(office)).stdout).toContain(', 3 steps carried out again: no differences');
    });

    test('an instance that was given up', async () => {
      const { office, instance } = await faulty();
      await office.must(person('operator'), { kind: 'cancelInstance', instance, reason });
      expect((await replayed(office)).stdout).toContain(', 1 step carried out again: no differences');
      for (const change of [{ status: 'active' as const }, { status: 'quarantined' as const }, { endedAt: null }]) {
        const row = office.database.tables.instances.get(instance)!;
        office.tamperInstance(instance, () => change);
        expect(await codesOf(office)).toEqual(['row row-differs']);
        office.tamperInstance(instance, () => row);
      }
    });
  });

  test('digests of the whole state are compared', async () => {
    const office = await new MemoryOffice().open(TWO_TASKS);
    const instance = await office.start('Two', { variables: { n: 0 } });
    for (let n = 1; n <= FULL_EVERY; n++) {
      await office.must(person('operator'), { kind: 'setVariables', instance, variables: { n }, reason: '修复' });
    }
    const entry = office.database.tables.entries.group(`instance:${instance}`).find(({ seq }) => seq === FULL_EVERY);
    expect(decodeEntry(entry!.bytes).full).toBeDefined();
    expect(await codesOf(office, instance)).toEqual([]);
  });

  test('the start that was refused has entries and no row', async () => {
    const office = await new MemoryOffice().open(TWO_TASKS);
    await office.refused(person('sysadmin'), { kind: 'startInstance', process: 'Two' });
    expect((await replayed(office)).exitCode).toBe(0);
  });

  test('--json gives a line for each stream and one for all', async () => {
    const office = await new MemoryOffice().open(TWO_TASKS);
    const instance = await office.start('Two');
    const { stdout } = await replayed(office, instance, true);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { unit: UNIT, stream: `instance:${instance}`, entries: 1, steps: 1, findings: [], erased: [] },
      { totals: { streams: 1, entries: 1, steps: 1, erased: 0, findings: 0 } },
    ]);
  });

  test('an instance that does not exist is an input fault', async () => {
    const office = await new MemoryOffice().open();
    expect(await replayed(office, 'none')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'quanheng: there is no instance none\n',
    });
  });
});

describe('what was erased', () => {
  test('is reported, and no difference; what follows can still be checked by its digests', async () => {
    const office = await new MemoryOffice().open(TWO_TASKS);
    const instance = await office.start('Two', { variables: { payee: '某甲' } });
    await office.complete('clerk', instance);
    for (const seq of [1, 2]) {
      office.tamperContent(`instance:${instance}`, seq, (pieces) => eraseContent(pieces, ['command', 'steps', 'flow']));
    }
    const { exitCode, stdout } = await replayed(office, instance);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('entry 1: erased flow\n');
    expect(stdout).toContain(
      '2 entries of 1 stream checked, 0 steps carried out again, 6 pieces erased: no differences',
    );
  });

  test('hides nothing else: a changed row is found in what is left', async () => {
    const office = await new MemoryOffice().open(TWO_TASKS);
    const instance = await office.start('Two');
    office.tamperContent(`instance:${instance}`, 1, (pieces) => eraseContent(pieces, ['flow']));
    office.tamperInstance(instance, ({ state }) => ({ state: { ...state, trail: '[]' } }));
    expect(await codesOf(office, instance)).toEqual(['row row-differs']);
  });
});

describe('a database that was tampered with', () => {
  let office: MemoryOffice;
  let instance: string;
  let stream: string;

  beforeEach(async () => {
    office = await new MemoryOffice().open(TWO_TASKS);
    instance = await office.start('Two', { businessKey: 'B1', variables: { amount: 100 } });
    stream = `instance:${instance}`;
    await office.complete('clerk', instance);
    await office.complete('leader', instance);
  });

  const columns: [string, (office: MemoryOffice, id: string) => void][] = [
    [
      'flow',
      (at, id) =>
        at.tamperInstance(id, ({ state }) => ({
          state: { ...state, flow: state.flow.replace('completed', 'active') },
        })),
    ],
    ['work', (at, id) => at.tamperInstance(id, ({ state }) => ({ state: { ...state, work: '{"items":{"9":{}}}' } }))],
    [
      'trail',
      (at, id) =>
        at.tamperInstance(id, ({ state }) => ({ state: { ...state, trail: state.trail.replace('clerk', 'other') } })),
    ],
    ['broken state', (at, id) => at.tamperInstance(id, ({ state }) => ({ state: { ...state, work: '{' } }))],
    [
      'digests',
      (at, id) => at.tamperInstance(id, ({ digests }) => ({ digests: { ...digests, flow: '0'.repeat(64) } })),
    ],
    ['status', (at, id) => at.tamperInstance(id, () => ({ status: 'active' }))],
    ['quarantine', (at, id) => at.tamperInstance(id, () => ({ status: 'quarantined' }))],
    ['business key', (at, id) => at.tamperInstance(id, () => ({ businessKey: 'B2' }))],
    ['process', (at, id) => at.tamperInstance(id, () => ({ process: 'Other' }))],
    ['definition', (at, id) => at.tamperInstance(id, () => ({ definition: '0'.repeat(64) }))],
    ['started by', (at, id) => at.tamperInstance(id, () => ({ startedBy: 'person:leader' }))],
    ['started at', (at, id) => at.tamperInstance(id, () => ({ startedAt: 1 }))],
    ['ended at', (at, id) => at.tamperInstance(id, () => ({ endedAt: null }))],
    ['last at', (at, id) => at.tamperInstance(id, () => ({ lastAt: 1 }))],
    ['unit', (at, id) => at.tamperInstance(id, () => ({ unit: 'u2' }))],
  ];

  test.each(columns)('column of the instance: %s', async (_name, tamper) => {
    tamper(office, instance);
    expect(await codesOf(office)).toEqual(['row row-differs']);
    expect((await replayed(office)).exitCode).toBe(1);
  });

  test('the state cut back to an earlier one, head and all', async () => {
    const second = office.database.tables.entries.group(stream).find(({ seq }) => seq === 2)!;
    office.tamperInstance(instance, () => ({ revision: 2, lastLeaf: second.leaf, lastAt: second.at }));
    expect(await codesOf(office, instance)).toEqual(expect.arrayContaining(['row row-differs', '3 head-differs']));
  });

  test.each<[string, Partial<EntryRow>]>([
    ['at', { at: 1 }],
    ['kind', { kind: 'claimWork' }],
    ['principal', { principal: 'person:other' }],
    ['refused', { refused: 'X' }],
  ])('column of an entry: %s', async (_name, change) => {
    office.tamperEntry(stream, 2, () => change);
    expect(await codesOf(office)).toEqual(['2 column-differs']);
  });

  test('a value of the content', async () => {
    office.tamperContent(stream, 1, (pieces) => pieces.replaceAll('100', '900'));
    const codes = await codesOf(office);
    expect(codes).toContain('1 commitment-differs');
  });

  test('a removed entry, a removed row, and a removed chain', async () => {
    const { entries, instances } = office.database.tables;
    const drop = (seq: number): void => entries.drop(`${stream}\u0000${seq}`);
    drop(2);
    expect(await codesOf(office)).toEqual(expect.arrayContaining(['3 seq-gap', '3 previous-differs']));
    drop(1);
    drop(3);
    expect(await codesOf(office)).toEqual(expect.arrayContaining(['row chain-missing', '0 head-differs']));
    instances.drop(instance);
    expect(await codesOf(office)).toEqual([]);
    expect((await replayed(office, instance)).exitCode).toBe(2);
  });

  test('a row that was removed while its chain is there', async () => {
    office.database.tables.instances.drop(instance);
    expect(await codesOf(office)).toEqual(['row row-missing']);
    expect(await codesOf(office, instance)).toEqual(['row row-missing']);
  });

  test('events that a forger gave fitting commitments, leaves and head: the engine would not raise them', async () => {
    forge(office, stream, 3, (value) =>
      (value as { type: string }[]).filter(({ type }) => type !== 'elementCompleted'),
    );
    const codes = await codesOf(office, instance);
    expect(codes).toContain('3 step-differs');
  });

  test('events that fit no state', async () => {
    forge(office, stream, 3, () => [{ type: 'noSuchEvent' }]);
    expect(await codesOf(office, instance)).toEqual(expect.arrayContaining(['3 events-unfit', '3 step-differs']));
  });

  test('a definition that was removed', async () => {
    const { definitions } = office.database.tables;
    const fresh = { ...office.parts, definitions: { find: () => Promise.resolve(null) } };
    expect(definitions.size).toBe(1);
    let stdout = '';
    const host = { stdout: { write: (text: string) => (stdout += text) }, stderr: { write: () => 0 }, env: {} };
    expect(await replay(fresh, instance, { json: false }, host)).toBe(1);
    expect(stdout).toContain('entry 1: error there is no definition');
  });
});

/** Rewrites the events of the last entry with everything that can be computed from them: what a database administrator could do. */
function forge(office: MemoryOffice, stream: string, seq: number, change: (flow: unknown) => unknown): void {
  const { entries, contents } = office.database.tables;
  const row = entries.group(stream).find((each) => each.seq === seq)!;
  const previous = decodeEntry(entries.group(stream).find((each) => each.seq === seq - 1)!.bytes);
  const content = contents.group(stream).find((each) => each.seq === seq)!;
  const pieces = JSON.parse(content.pieces) as Record<string, { salt: string; value: unknown }>;
  pieces['flow']!.value = change(pieces['flow']!.value);
  const text = JSON.stringify(pieces);
  const { salt, value } = pieces['flow']!;
  const committed = NODE_HASHING.text(`quanheng/commitment/v1\n${salt}\n${JSON.stringify(value)}`);
  const body: EntryBody = decodeEntry(row.bytes);
  const flow = NODE_HASHING.text(`quanheng/chain/v1/flow\n${previous.state!.flow}\n${committed}`);
  const bytes = encodeEntry({
    ...body,
    content: { ...body.content, flow: committed },
    state: { ...body.state!, flow },
  });
  const leaf = leafHash(NODE_HASHING, bytes);
  office.tamperEntry(stream, seq, () => ({ bytes, leaf }));
  office.tamperContent(stream, seq, () => text);
  office.tamperInstance(stream.slice('instance:'.length), ({ digests }) => ({
    lastLeaf: leaf,
    digests: { ...digests, flow },
  }));
}

describe('scope records', () => {
  /** Whoever completes work adds one to what everybody has done together, in each of these records. */
  const together = (...keys: readonly ScopeKey[]): Policy => ({
    ...(POLICY as Policy),
    scopes: ({ command }) => (command.kind === 'completeWork' ? keys : []),
    react: (request, stimulus) => {
      const reaction = (POLICY as Policy).react(request, stimulus);
      if (stimulus.kind !== 'command' || request.command.kind !== 'completeWork') return reaction;
      const before = request.instance?.records[0];
      const value = (before === undefined ? 0 : (JSON.parse(before.value) as number)) + 1;
      return { ...reaction, records: keys.map((key) => ({ ...key, value })) };
    },
  });
  let office: MemoryOffice;
  let last: string;
  beforeEach(async () => {
    office = await new MemoryOffice(together({ kind: 'count', id: 'all' })).open(TWO_TASKS);
    for (let turn = 0; turn < 3; turn++) {
      last = await office.start('Two');
      await office.complete('clerk', last);
    }
  });
  const row = () => office.database.tables.records.all()[0]!;

  test('are what the entries of all chains lead to', async () => {
    expect(row()).toMatchObject({ revision: 3, value: '3' });
    expect(await codesOf(office)).toEqual([]);
  });

  test.each([
    ['another value', () => office.database.tables.records.put({ ...row(), value: '2' })],
    ['another revision', () => office.database.tables.records.put({ ...row(), revision: 2, value: '3' })],
    ['one that no entry tells of', () => office.database.tables.records.put({ ...row(), id: 'other' })],
    ['none', () => office.database.tables.records.drop(office.database.tables.records.keyOf(row()))],
  ])('are found out when there is %s', async (_name, tamper) => {
    tamper();
    expect(await codesOf(office)).toEqual(['row record-differs']);
    expect((await replayed(office)).stdout).toContain('scope records');
  });

  test('are told apart, whatever kinds and ids are made of', async () => {
    const alike = [
      { kind: 'year', id: '2026 fees' },
      { kind: 'year 2026', id: 'fees' },
    ];
    office = await new MemoryOffice(together(...alike)).open(TWO_TASKS);
    await office.complete('clerk', await office.start('Two'));
    expect(office.database.tables.records.all()).toHaveLength(2);
    expect(await codesOf(office)).toEqual([]);
  });

  test('are not judged where the entries that tell of them are erased', async () => {
    office.tamperContent(`instance:${last}`, 2, (pieces) => eraseContent(pieces, ['records']));
    office.database.tables.records.put({ ...row(), value: '9' });
    expect(await codesOf(office)).toEqual([]);
  });
});
