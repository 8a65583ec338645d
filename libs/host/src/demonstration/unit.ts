import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGISTERS, type Register } from '@quanheng/contracts';
import { readOrganisation } from '@quanheng/policy';
import type { OrganisationChange, ProposeRegister, RegisterChange } from '@quanheng/runtime';
import { z } from 'zod';
import { hasDemonstration, type Config } from '../configuration/index.js';
import { rootFolder } from '../root-folder.js';

/** A process of `processes/` that a unit of the demonstration works with. */
export interface DemonstrationFlow {
  readonly folder: string;
  readonly process: string;
  readonly name: string;
}
/** What two owners of the catalogue of powers say about somebody from outside who looks at acts that a separation forbids. */
export interface DemonstrationSubstitute {
  readonly constraint: string;
  readonly processes: string[];
  readonly reviewer: { readonly post: string };
  /** Names of documents. */
  readonly resolution: string;
  readonly notice: string;
  readonly proposedBy: string;
  readonly confirmedBy: string;
}

/** An invented unit, as the files of its folder tell it. */
export interface DemonstrationUnit {
  readonly id: string;
  /** Everything but the bindings of processes, which somebody of the unit says themselves. */
  readonly facts: readonly OrganisationChange[];
  readonly bindings: readonly OrganisationChange[];
  readonly registers: readonly ProposeRegister[];
  readonly flows: readonly DemonstrationFlow[];
  readonly substitutes: readonly (readonly [string, DemonstrationSubstitute])[];
  readonly members: readonly Member[];
}
/** Persons are called by what they do wherever the product names them by id; their id is also their login. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly post: string;
}

/** The unit that people sign in to unless they name another. */
export const DEMONSTRATION_UNIT = 'demo';
export const SMALL_UNIT = 'demo-small';

/** null: the only one there is. */
export function usualUnit(config: Config): string | null {
  return config.signIn.unit ?? (hasDemonstration(config) ? DEMONSTRATION_UNIT : null);
}

const FOLDERS = { [DEMONSTRATION_UNIT]: 'university', [SMALL_UNIT]: 'small-unit' } as const;
export type DemonstrationUnitId = keyof typeof FOLDERS;
export const DEMONSTRATION_UNITS = Object.keys(FOLDERS) as readonly DemonstrationUnitId[];

const DOCUMENT = '演示用登记';
const flows = z.array(z.strictObject({ folder: z.string(), process: z.string(), name: z.string() }));
const substitutes = z.record(
  z.string(),
  z.strictObject({
    ...{ constraint: z.string(), processes: z.array(z.string()), reviewer: z.strictObject({ post: z.string() }) },
    ...{ resolution: z.string(), notice: z.string(), proposedBy: z.string(), confirmedBy: z.string() },
  }),
);
/** Shapes of the entries are the door's to judge. */
const registers = z.partialRecord(z.enum(REGISTERS), z.record(z.string(), z.unknown()));

/** @throws Error for files that are not what they should be, with everything that is wrong */
export function demonstrationUnit(id: DemonstrationUnitId): DemonstrationUnit {
  const folder = join(demonstrationFolder(), FOLDERS[id]);
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const { organisation, problems } = readOrganisation(json('organisation.json'));
  if (organisation === undefined) throw new Error(`${folder}: ${problems.join('; ')}`);
  const { initial, view, at } = organisation;
  const isBinding = (change: OrganisationChange): boolean =>
    change.change === 'put' && change.fact.kind === 'processBinding';
  const told = existsSync(join(folder, 'substitutes.json')) ? substitutes.parse(json('substitutes.json')) : {};
  return {
    id,
    facts: initial.filter((change) => !isBinding(change)),
    bindings: initial.filter(isBinding),
    registers: Object.entries(registers.parse(json('registers.json'))).map(([register, entries]) =>
      proposal(register as Register, entries),
    ),
    flows: flows.parse(json('flows.json')),
    substitutes: Object.entries(told),
    members: view.facts('person', at).map((person) => ({
      ...{ id: person.id, name: person.data.name },
      post: view
        .holdings(person.id, at)
        .map(({ data }) => view.fact('post', data.post, at)?.data.name ?? data.post)
        .join('、'),
    })),
  };
}

export function demonstrationFolder(): string {
  return join(rootFolder(), 'processes', 'demonstration');
}

function proposal(register: Register, entries: Readonly<Record<string, unknown>>): ProposeRegister {
  const changes = Object.entries(entries).map(([id, data]) => {
    return { change: 'put', id, from: null, to: null, data } as RegisterChange;
  });
  return { kind: 'proposeRegister', register, document: DOCUMENT, changes };
}
