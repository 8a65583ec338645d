import type { AdministrationText } from './texts.js';

export type FieldKind =
  'line' | 'whole' | 'person' | 'persons' | 'department' | 'departments' | 'post' | 'roles' | 'members' | 'choice';
export interface Field {
  readonly name: string;
  readonly label: AdministrationText;
  readonly kind: FieldKind;
  /** What it is when nothing was filled in; absent: it has to be. */
  readonly empty?: 'null' | 'absent';
  readonly choices?: readonly (readonly [value: string, label: AdministrationText])[];
  readonly isListed?: true;
}
type Role = 'systemAdministrator' | 'securityAdministrator';
interface Description {
  readonly by: Role;
  /** What the id is, where it is no name of its own. */
  readonly id?: AdministrationText;
  readonly fields: readonly Field[];
}

const listed = (name: string, label: AdministrationText, kind: FieldKind, more: Partial<Field> = {}): Field => ({
  ...{ name, label, kind, isListed: true },
  ...more,
});
const SYSTEM = 'systemAdministrator';
const SECURITY = 'securityAdministrator';
const document = listed('document', 'document', 'line');

/** The kinds of facts that administrators keep, and what each says. Whoever makes accounts gives no posts, and the other way round. */
export const DESCRIPTIONS = {
  person: { by: SYSTEM, fields: [listed('name', 'personName', 'line')] },
  account: {
    by: SYSTEM,
    fields: [
      listed('login', 'login', 'line'),
      listed('kind', 'kind', 'choice', {
        choices: [
          ['person', 'personAccount'],
          ['worker', 'workerAccount'],
        ],
      }),
      listed('person', 'person', 'person', { empty: 'null' }),
    ],
  },
  department: {
    by: SYSTEM,
    fields: [listed('name', 'name', 'line'), listed('parent', 'parent', 'department', { empty: 'null' })],
  },
  body: { by: SYSTEM, fields: [listed('name', 'name', 'line'), listed('members', 'members', 'members')] },
  post: {
    by: SECURITY,
    fields: [
      listed('name', 'name', 'line'),
      listed('department', 'department', 'department'),
      listed('roles', 'roles', 'roles'),
      { name: 'seats', label: 'seats', kind: 'whole', empty: 'absent' },
      { ...document, empty: 'absent' },
    ],
  },
  holding: {
    by: SECURITY,
    fields: [
      listed('person', 'person', 'person'),
      listed('post', 'post', 'post'),
      listed('kind', 'holdingKind', 'choice', {
        choices: [
          ['formal', 'formal'],
          ['presiding', 'presiding'],
          ['temporary', 'temporary'],
        ],
      }),
      document,
    ],
  },
  actingChair: { by: SECURITY, id: 'bodyId', fields: [listed('person', 'person', 'person'), document] },
  leaderLine: {
    by: SECURITY,
    fields: [
      listed('leader', 'leader', 'post'),
      listed('departments', 'departments', 'departments'),
      { ...document, empty: 'absent' },
    ],
  },
  relation: {
    by: SECURITY,
    fields: [listed('persons', 'persons', 'persons'), listed('kind', 'relationKind', 'line')],
  },
} as const satisfies Record<string, Description>;
export type Kind = keyof typeof DESCRIPTIONS;
export const KINDS = Object.keys(DESCRIPTIONS) as readonly Kind[];
export const descriptionOf = (kind: Kind): Description => DESCRIPTIONS[kind];

/** What the server is sent: empty things are null, or left out, as their schema wants. */
export function dataOf(kind: Kind, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const said = descriptionOf(kind).fields.flatMap(({ name, kind: how, empty }) => {
    const value = given[name];
    const text = typeof value === 'string' ? value.trim() : value;
    const isEmpty = text === undefined || text === null || text === '';
    if (isEmpty && empty === 'absent') return [];
    if (isEmpty && empty === 'null') return [[name, null] as const];
    if (how === 'whole') return [[name, typeof text === 'string' ? Number(text) : text] as const];
    return [[name, isEmpty ? (LISTS.has(how) ? [] : '') : text] as const];
  });
  return Object.fromEntries(said);
}
const LISTS: ReadonlySet<FieldKind> = new Set(['persons', 'departments', 'roles', 'members']);
