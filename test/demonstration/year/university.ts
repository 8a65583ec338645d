import { mkdtemp, rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationShape } from '@quanheng/contracts';
import { dated, demonstrationUnit, foundingChanges, rootFolder, shippedProfiles } from '@quanheng/host';
import { InProcessBell } from '@quanheng/jobs';
import { openDatabase, type Database } from '@quanheng/persistence';
import { createPolicy } from '@quanheng/policy';
import {
  NODE_HASHING,
  OrganisationCache,
  Runtime,
  type Command,
  type Policy,
  type Principal,
  type Surroundings,
} from '@quanheng/runtime';
import { apiInProcess, type ApiInProcess, type Got } from '../../contract/api-in-process.js';
import { UNIT } from '../../contract/office.js';
import type { Dice } from '../../simulation/index.js';
import { YEAR_RULES } from './rules.js';

const SEED: Principal = { kind: 'system', name: 'seed' };

/** Makes a policy weaker, to see whether it is noticed. */
export type Spoil = (policy: Policy) => Policy;

/** The demonstration university behind its API, over SQLite, at a time that is moved. */
export class University {
  private constructor(
    readonly clock: { now: number },
    readonly database: Database,
    readonly runtime: Runtime,
    readonly organisation: OrganisationCache,
    private readonly api: ApiInProcess,
    private readonly end: () => Promise<void>,
  ) {}

  static async open(begin: number, dice: Dice, spoil: Spoil = (policy) => policy): Promise<University> {
    const folder = await mkdtemp(join(tmpdir(), 'quanheng-year-'));
    const database = await openDatabase({ type: 'sqlite', file: join(folder, 'quanheng.sqlite') });
    await database.migrate();
    const clock = { now: begin };
    const surroundings: Surroundings = {
      now: () => clock.now,
      random: (bytes) => dice.bytes(bytes),
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    };
    const policy = createPolicy({
      effects: (handler) => (handler === 'treasury-payment' ? 'payment' : undefined),
      profiles: shippedProfiles(),
      digest: (text) => NODE_HASHING.text(text),
    }) as Policy;
    const { store, queries } = database;
    const organisation = new OrganisationCache(queries);
    const bell = new InProcessBell({ warn: () => undefined, error: () => undefined });
    const runtime = new Runtime({ store, queries, surroundings, policy: spoil(policy), organisation, bell });
    const api = await apiInProcess({
      ...{ unit: UNIT, runtime, database, organisation, bell, surroundings, accountOf: (person) => person },
    });
    const university = new University(clock, database, runtime, organisation, api, async () => {
      await api.close();
      await runtime.close();
      await bell.close();
      await database.close();
      await rm(folder, { recursive: true });
    });
    await university.found();
    return university;
  }

  close(): Promise<void> {
    return this.end();
  }

  /** As the seed of an installation founds it. */
  private async found(): Promise<void> {
    const unit = demonstrationUnit('demo');
    const { now } = this.clock;
    const since = now - 30 * 86_400_000;
    await this.must(SEED, {
      kind: 'changeOrganisation',
      changes: foundingChanges(unit, { since, now, hashes: new Map() }),
    });
    for (const proposing of unit.registers) {
      const { proposal, digest } = await this.must(SEED, proposing);
      const seen = { register: proposing.register, proposal: String(proposal), digest: String(digest) };
      await this.must(SEED, { kind: 'confirmProposal', ...seen });
    }
    const changes = unit.bindings.map((change) => dated(change, since, now));
    await this.must(this.person('catalogue-owner'), { kind: 'changeOrganisation', changes });
    for (const { folder, name, process } of unit.flows) {
      if (YEAR_RULES[process] === undefined) continue;
      const path = join(rootFolder(), 'processes', folder);
      const files = readdirSync(path).filter((file) => /\.(bpmn|dmn|form)$|^texts\..+\.json$/.test(file));
      const resources = files.map((file) => ({ name: file, text: readFileSync(join(path, file), 'utf8') }));
      const { deployment } = await this.must(this.person('designer'), { kind: 'deploy', name, resources });
      const publish: Command = { kind: 'publish', deployment: String(deployment), legalityCheck: 'f'.repeat(64) };
      await this.must(this.person('publisher'), publish);
    }
  }

  /** The organisation as it is. */
  async view(): ReturnType<OrganisationCache['view']> {
    return this.organisation.view(UNIT, await this.database.queries.organisationVersion(UNIT));
  }

  person(id: string): Principal {
    return { kind: 'person', person: id, account: id, authenticatedAt: this.clock.now };
  }

  /** A command past the API: for what nobody asks for over it. @throws when it is not accepted */
  async must(principal: Principal, command: Command): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.runtime.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer.result;
  }

  call(
    who: string,
    shape: OperationShape,
    params: Readonly<Record<string, string>>,
    body?: unknown,
    query: Readonly<Record<string, string>> = {},
  ): Promise<Got> {
    return this.api.call(who, shape, params, { body, query });
  }
}
