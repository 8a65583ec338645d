import { createPolicy, readProfile, type Profile } from '@quanheng/policy';
import { NODE_HASHING } from '@quanheng/runtime';
import type { OrganisationChange, Policy } from '@quanheng/runtime/ports';
import { Office } from '../../contract/door/office.js';
import { person, SEED } from '../../contract/office.js';
import { MemoryDatabase, type MemoryStore } from '../../simulation/index.js';
import { binding } from '../bureau.js';
import { bare, GREAT, HONEST, LAUNDRY, LENT, LOOSE, REGISTERED, SNEAKY, STRIPPED, URGENT } from './drawings.js';
import { firstContracts, firstSuppliers } from './ledgers.js';
import { staffChanges, substitute } from './people.js';
import {
  BARE_RULES,
  GREAT_RULES,
  HONEST_RULES,
  LAUNDRY_RULES,
  LENT_RULES,
  LOOSE_RULES,
  REGISTERED_RULES,
  SNEAKY_RULES,
  STRIPPED_RULES,
  URGENT_RULES,
  type Rules,
} from './audit/rules.js';

/** Makes a policy weaker, to see whether the auditor notices. */
export type Spoil = (policy: Policy) => Policy;

/** The product's policy over a database in memory, with every drawing of the campaign in force, good ones and bad ones. */
export interface CampaignOffice {
  readonly office: Office;
  readonly store: MemoryStore;
  /** By digest of the definition. */
  readonly rules: ReadonlyMap<string, Rules>;
  /** Definitions of `Payment` that an instance can be moved to: as it should be, stripped, with nothing protected, with lent signatures. */
  readonly versions: readonly string[];
}

export async function openOffice(seed: number, spoil: Spoil = (policy) => policy): Promise<CampaignOffice> {
  const store = new MemoryDatabase({ seed }).connect();
  const { queries, workSource } = store;
  let isSettingUp = true;
  const real = createPolicy({
    effects: (handler) => (handler === 'treasury-payment' ? 'payment' : undefined),
    profiles: new Map([PROFILE, EMERGENCIES].map((each) => [each.name, each])),
    digest: (text) => NODE_HASHING.text(text),
  }) as Policy;
  const spoilt = spoil(real);
  // The bad drawings would never be published: what holds when one is in force all the same is what the campaign asks.
  const policy: Policy = {
    ...spoilt,
    authorise: (request) => (isSettingUp && request.command.kind === 'publish' ? [] : spoilt.authorise(request)),
  };
  const opened = {
    ...{ store, queries, workSource },
    // By no clock: a millisecond is sometimes longer than a batch, and the same seed is to be the same campaign.
    sleep: () => new Promise<void>((resolve) => setImmediate(resolve)),
    close: () => store.close(),
  };
  const office = await Office.open(opened, policy, [...staffChanges(), ...bindings()]);
  const rules = new Map<string, Rules>();
  const versions: string[] = [];
  for (const [text, of] of [
    [HONEST, HONEST_RULES],
    [STRIPPED, STRIPPED_RULES],
    [LAUNDRY, LAUNDRY_RULES],
    [LENT, LENT_RULES],
    [GREAT, GREAT_RULES],
    [URGENT, URGENT_RULES],
    [SNEAKY, SNEAKY_RULES],
    [REGISTERED, REGISTERED_RULES],
    [bare('Bare'), BARE_RULES],
    [LOOSE, LOOSE_RULES],
  ] as const) {
    const digest = await publish(office, text);
    rules.set(digest, of);
    if (text.includes('process id="Payment"')) versions.push(digest);
  }
  await saySubstitute(office);
  await enterRegisters(office);
  isSettingUp = false;
  return { office, store, rules, versions };
}

const KEY_ELEMENTS = ['amount', 'payee'].map((data) => ({
  ...{ effect: 'payment', data, name: data, basis: [{ article: '单位规定', mark: 'D' }] },
}));
/** It governs payments of an amount to a payee, and demands nothing else: what the drawings lack is the guard's to see. */
const PROFILE = profile('campaign');
const EMERGENCIES = profile('emergencies', {
  emergency: { name: '应急处置', basis: [{ article: '单位规定', mark: 'D' }] },
  urgentFiling: null,
});

function profile(name: string, rest: object = {}): Profile {
  const nothing = { conditions: null, posts: null, procedure: null, disclosure: null };
  const power = { kind: 'reimbursement', item: null, descriptors: nothing, complaintChannel: null, majorFour: null };
  const title = '演练用职权';
  const read = readProfile({
    ...{ name, title, riskLevel: 'high', effects: ['payment'], keyElements: KEY_ELEMENTS, ...rest },
    power: { ...power, disclosure: null },
  });
  if (read.profile === undefined) throw new Error(read.problems.join('; '));
  return read.profile;
}

/** Processes of the bad drawings too, but not what somebody draws anew under another name. */
function bindings(): readonly OrganisationChange[] {
  const over = { riskLevel: 'medium' } as const;
  const bound = ['Payment', 'Great', 'Sneaky', 'Registered', 'Bare', 'Loose'].map((process) =>
    binding(process, PROFILE.name, over),
  );
  return [...bound, binding('Urgent', EMERGENCIES.name, over)];
}

/** One owner of the catalogue says it, the other confirms it. */
async function saySubstitute(office: Office): Promise<void> {
  const span = { from: office.now, to: office.now + 90 * 86_400_000 };
  for (const [by, confirmedBy] of [
    ['owner1', null],
    ['owner2', 'owner2'],
  ] as const) {
    const changes = [substitute('owner1', confirmedBy, span)];
    await office.must(person(by), { kind: 'changeOrganisation', changes });
  }
}

/** The first contracts, as the product itself may enter them when a unit is founded. */
async function enterRegisters(office: Office): Promise<void> {
  for (const { register, changes } of [firstSuppliers(), firstContracts()]) {
    const proposed = await office.must(SEED, { kind: 'proposeRegister', register, document: '建账', changes });
    const { proposal, digest } = proposed.result;
    const of = { register, proposal: String(proposal), digest: String(digest) };
    await office.must(SEED, { kind: 'confirmProposal', ...of });
  }
}

async function publish(office: Office, text: string): Promise<string> {
  const resources = [{ name: 'process.bpmn', text }];
  const { result } = await office.must(person('designer'), { kind: 'deploy', name: 'campaign', resources });
  const deployment = result['deployment'] as string;
  await office.must(person('publisher'), { kind: 'publish', deployment });
  const [definition] = await office.opened.queries.definitionsOf(deployment);
  return definition?.digest ?? '';
}
