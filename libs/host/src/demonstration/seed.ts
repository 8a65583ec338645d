import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Accepted, Answer, Command, Principal, Resource } from '@quanheng/runtime';
import type { Host } from '../compose/compose.js';
import { StartError } from '../compose/start-error.js';
import { rootFolder } from '../root-folder.js';
import { ARGON2, drawPassword, keepAccounts } from './accounts.js';
import { dated, foundingChanges, substituteChanges } from './changes.js';
import {
  DEMONSTRATION_UNITS,
  demonstrationFolder,
  demonstrationUnit,
  type DemonstrationFlow,
  type DemonstrationUnit,
} from './unit.js';

export interface Seeded {
  /** By unit and login; none: the units were there already. */
  readonly passwords: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The file that keeps them. */
  readonly file: string | null;
}

/** Who does what only one of them may: draw, bind, publish. */
const DESIGNER = 'designer';
const PUBLISHER = 'publisher';
/** 合法性审查意见, which the publisher has to have seen. */
const OPINION = 'legality-opinion.txt';
const DAY = 86_400_000;
const SEED: Principal = { kind: 'system', name: 'seed' };

/** Fills what is missing of the demonstration, through the door like everything else. Begun and broken off, it goes on where it was. */
export async function seedDemonstration(host: Host): Promise<Seeded> {
  const units = DEMONSTRATION_UNITS.map(demonstrationUnit);
  const passwords = new Map<string, ReadonlyMap<string, string>>();
  for (const unit of units) {
    if (await isFounded(host, unit)) continue;
    passwords.set(
      unit.id,
      new Map(unit.members.map(({ id }) => [id, drawPassword((bytes) => host.surroundings.random(bytes))])),
    );
  }
  // Kept before the accounts exist, so that a crash between the two leaves no account that nobody can use.
  const file = passwords.size === 0 ? null : keepAccounts(host.config.data, units, passwords);
  for (const unit of units) {
    const seeding = new Seeding(host, unit);
    const drawn = passwords.get(unit.id);
    if (drawn !== undefined) await seeding.found(drawn);
    await seeding.publishFlows(drawn === undefined);
  }
  return { passwords, file };
}

async function isFounded({ storage }: Host, { id }: DemonstrationUnit): Promise<boolean> {
  return (await storage.queries.organisationVersion(id)) > 0;
}

class Seeding {
  constructor(
    private readonly host: Host,
    private readonly unit: DemonstrationUnit,
  ) {}

  async found(passwords: ReadonlyMap<string, string>): Promise<void> {
    const hashed = [...passwords].map(async ([login, password]) => [login, await hash(password, ARGON2)] as const);
    const hashes = new Map(await Promise.all(hashed));
    const { now, since } = this.moments();
    const changes = foundingChanges(this.unit, { since, now, hashes });
    await this.must('the organisation', SEED, { kind: 'changeOrganisation', changes });
    for (const proposing of this.unit.registers) {
      const { result } = await this.must('the registers', SEED, proposing);
      const { proposal, digest } = result;
      const { register } = proposing;
      // The product founds the demonstration, so it confirms what it has proposed itself.
      const command: Command = {
        kind: 'confirmProposal',
        register,
        proposal: String(proposal),
        digest: String(digest),
      };
      await this.must('the registers', SEED, command);
    }
  }

  /**
   * Bound by an owner of the catalogue, deployed by the designer and published by somebody else, as it has to be.
   * @param wasThere the unit was founded at an earlier start, perhaps of an earlier version: what does not go with it is left out, and told
   */
  async publishFlows(wasThere: boolean): Promise<void> {
    const missing: DemonstrationFlow[] = [];
    for (const flow of this.unit.flows) {
      const isThere = (await this.host.storage.queries.startable(this.unit.id, flow.process)) !== null;
      if (!isThere) missing.push(flow);
    }
    if (missing.length === 0) return;
    await this.bind();
    for (const flow of missing) {
      try {
        await this.publish(flow);
      } catch (error) {
        if (!wasThere || !(error instanceof StartError)) throw error;
        const { id: unit } = this.unit;
        this.host.logger.warn(
          { unit, process: flow.process, because: error.message },
          'a process does not go with the demonstration that is there',
        );
      }
    }
  }

  private async bind(): Promise<void> {
    const { now, since } = this.moments();
    const owner = this.owner();
    const changes = this.unit.bindings.map((change) => dated(change, since, now));
    await this.must('the catalogue of powers', this.person(owner), { kind: 'changeOrganisation', changes });
    for (const substitute of this.unit.substitutes) {
      const [proposal, confirmation] = substituteChanges(substitute, now);
      const [, { proposedBy, confirmedBy }] = substitute;
      const steps = [
        [proposedBy, proposal],
        [confirmedBy, confirmation],
      ] as const;
      for (const [by, change] of steps) {
        const command: Command = { kind: 'changeOrganisation', changes: [change] };
        await this.must('the substitute review', this.person(by), command);
      }
    }
  }

  private async publish({ folder, name }: DemonstrationFlow): Promise<void> {
    const deploy: Command = { kind: 'deploy', name, resources: documents(folder) };
    const { result } = await this.must(`the process ${folder}`, this.person(DESIGNER), deploy);
    const opinion = readFileSync(join(demonstrationFolder(), OPINION));
    const legalityCheck = createHash('sha256').update(opinion).digest('hex');
    const publish: Command = { kind: 'publish', deployment: String(result.deployment), legalityCheck };
    await this.must(`the publication of ${folder}`, this.person(PUBLISHER), publish);
  }

  /** One of those whom the files make owner of the catalogue. */
  private owner(): string {
    for (const change of this.unit.facts) {
      if (change.change !== 'put' || change.fact.kind !== 'holding') continue;
      const { post, person } = change.fact.data;
      if (post === 'catalogue-owner') return person;
    }
    throw new Error(`The unit ${this.unit.id} of the demonstration has nobody who owns the catalogue of powers.`);
  }

  /** Since the beginning of the day before: an organisation that begins this very second is a puzzle in every list. */
  private moments(): { readonly now: number; readonly since: number } {
    const now = this.host.surroundings.now();
    return { now, since: Math.floor(now / DAY - 1) * DAY };
  }

  private person(id: string): Principal {
    return { kind: 'person', person: id, account: id, authenticatedAt: this.host.surroundings.now() };
  }

  private async must(what: string, principal: Principal, command: Command): Promise<Accepted> {
    return accepted(what, await this.host.door.execute({ unit: this.unit.id, principal, command }));
  }
}

function documents(folder: string): Resource[] {
  const path = join(rootFolder(), 'processes', folder);
  return readdirSync(path)
    .filter((name) => /\.(bpmn|dmn|form)$|^texts\..+\.json$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(path, name), 'utf8') }));
}

function accepted(what: string, answer: Answer): Accepted {
  if (answer.status === 'accepted') return answer;
  const why = answer.status === 'refused' ? answer.reasons.map(({ message }) => message).join(' ') : answer.message;
  throw new StartError(
    `The demonstration could not be set up (${what}): ${why} ` +
      'Set QH_DEMONSTRATION=false to start without it, or QH_DATA to an empty folder.',
  );
}
