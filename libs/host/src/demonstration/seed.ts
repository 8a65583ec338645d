import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Accepted, Answer, Command, Principal, Resource } from '@quanheng/runtime';
import type { Host } from '../compose/compose.js';
import { StartError } from '../compose/start-error.js';
import { rootFolder } from '../root-folder.js';
import { ARGON2, drawPassword, keepAccounts } from './accounts.js';
import { confirmationOf, DEMONSTRATION_REGISTERS } from './registers.js';
import { DEMONSTRATION_UNIT, demonstrationChanges, MEMBERS } from './organisation.js';

export interface Seeded {
  /** By login; null: the organisation was there already. */
  readonly passwords: ReadonlyMap<string, string> | null;
  /** The file that keeps them. */
  readonly file: string | null;
}

const PROCESS = 'Reimbursement';
const FOLDER = join('processes', 'reimbursement');
/** 合法性审查意见, which the publisher has to have seen. */
const OPINION = join(FOLDER, 'legality-opinion.txt');

/** Fills what is missing of the demonstration, through the door like everything else. Begun and broken off, it goes on where it was. */
export async function seedDemonstration(host: Host): Promise<Seeded> {
  const { queries } = host.storage;
  const isNew = (await queries.organisationVersion(DEMONSTRATION_UNIT)) === 0;
  const seeded = isNew ? await seedOrganisation(host) : { passwords: null, file: null };
  if ((await queries.startable(DEMONSTRATION_UNIT, PROCESS)) === null) await publishProcess(host);
  return seeded;
}

/** The passwords are kept before the accounts exist, so that a crash between the two leaves no account that nobody can use. */
async function seedOrganisation(host: Host): Promise<Seeded> {
  const { surroundings, config } = host;
  const passwords = new Map(MEMBERS.map(({ id }) => [id, drawPassword((bytes) => surroundings.random(bytes))]));
  const file = keepAccounts(config.data, passwords);
  const hashes = new Map<string, string>();
  for (const [login, password] of passwords) hashes.set(login, await hash(password, ARGON2));
  // Since the beginning of the day before: an organisation that begins this very second is a puzzle in every list.
  const since = Math.floor(surroundings.now() / DAY - 1) * DAY;
  const command: Command = { kind: 'changeOrganisation', changes: demonstrationChanges(since, hashes) };
  accepted('the organisation', await execute(host, SEED, command));
  await seedRegisters(host);
  return { passwords, file };
}
const DAY = 86_400_000;
const SEED: Principal = { kind: 'system', name: 'seed' };

async function seedRegisters(host: Host): Promise<void> {
  for (const proposing of DEMONSTRATION_REGISTERS) {
    const { result } = accepted('the registers', await execute(host, SEED, proposing));
    accepted('the registers', await execute(host, SEED, confirmationOf(proposing, result)));
  }
}

/** Deployed by the designer and published by somebody else, as it has to be. */
async function publishProcess(host: Host): Promise<void> {
  const deploy: Command = { kind: 'deploy', name: '费用报销', resources: documents() };
  const { result } = accepted('the process', await execute(host, personOf(host, 'designer'), deploy));
  const legalityCheck = createHash('sha256')
    .update(readFileSync(join(rootFolder(), OPINION)))
    .digest('hex');
  const publish: Command = { kind: 'publish', deployment: String(result.deployment), legalityCheck };
  accepted('the publication', await execute(host, personOf(host, 'publisher'), publish));
}

function documents(): Resource[] {
  const folder = join(rootFolder(), FOLDER);
  return readdirSync(folder)
    .filter((name) => /\.(bpmn|dmn|form)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

function personOf({ surroundings }: Host, id: string): Principal {
  return { kind: 'person', person: id, account: id, authenticatedAt: surroundings.now() };
}

function execute({ door }: Host, principal: Principal, command: Command): Promise<Answer> {
  return door.execute({ unit: DEMONSTRATION_UNIT, principal, command });
}

function accepted(what: string, answer: Answer): Accepted {
  if (answer.status === 'accepted') return answer;
  const why = answer.status === 'refused' ? answer.reasons.map(({ message }) => message).join(' ') : answer.message;
  throw new StartError(
    `The demonstration could not be set up (${what}): ${why} ` +
      'Set QH_DEMONSTRATION=false to start without it, or QH_DATA to an empty folder.',
  );
}
