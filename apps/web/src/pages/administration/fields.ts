import { valueAt, withAt } from './places.js';
import type { AdministrationText } from './texts.js';

export type FieldKind =
  | (
      | 'line'
      | 'whole'
      | 'person'
      | 'persons'
      | 'department'
      | 'departments'
      | 'post'
      | 'posts'
      | 'roles'
      | 'members'
      | 'profile'
    )
  | ('choice' | 'words' | 'articles' | 'channel' | 'disclosures' | 'personOrPost' | 'digest');
export interface Field {
  /** Where it stands in the data: `descriptors.conditions`. */
  readonly name: string;
  readonly label: AdministrationText;
  readonly kind: FieldKind;
  /** What it is when nothing was filled in; absent: it has to be. */
  readonly empty?: 'null' | 'absent';
  readonly choices?: readonly (readonly [value: string, label: AdministrationText])[];
  readonly isListed?: true;
  /** Said by who does it, not filled in. */
  readonly isOfDoer?: true;
}
type Role = 'systemAdministrator' | 'securityAdministrator' | 'catalogueOwner';
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
const OWNER = 'catalogueOwner';
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
  processBinding: {
    by: OWNER,
    id: 'processId',
    fields: [
      { name: 'power', label: 'power', kind: 'line' },
      listed('powerItem.name', 'powerName', 'line', { empty: 'absent' }),
      listed('riskLevel', 'riskLevel', 'choice', {
        choices: [
          ['high', 'high'],
          ['medium', 'medium'],
          ['low', 'low'],
        ],
      }),
      listed('profile', 'profile', 'profile'),
      document,
      { name: 'powerItem.legalBasis', label: 'legalBasis', kind: 'articles', empty: 'absent' },
      { name: 'powerItem.responsibleSubject', label: 'responsible', kind: 'department', empty: 'absent' },
      { name: 'descriptors.conditions', label: 'conditions', kind: 'line' },
      { name: 'descriptors.posts', label: 'powerPosts', kind: 'posts' },
      { name: 'descriptors.procedure', label: 'procedure', kind: 'line' },
      { name: 'descriptors.disclosure', label: 'disclosure', kind: 'line' },
      { name: 'complaintChannel', label: 'complaintChannel', kind: 'channel' },
      {
        ...{ name: 'majorFour', label: 'majorFour', kind: 'choice', empty: 'absent' },
        choices: [
          ['decision', 'decision'],
          ['appointment', 'appointment'],
          ['project', 'project'],
          ['funds', 'funds'],
        ],
      },
      { name: 'disclosureItems', label: 'disclosureItems', kind: 'disclosures', empty: 'absent' },
      { name: 'nonDisclosureGround', label: 'nonDisclosureGround', kind: 'line', empty: 'absent' },
    ],
  },
  substituteReview: {
    by: OWNER,
    fields: [
      listed('constraint', 'constraint', 'line'),
      listed('processes', 'processes', 'words'),
      listed('reviewer', 'reviewer', 'personOrPost'),
      { name: 'resolution.document', label: 'resolution', kind: 'line' },
      { name: 'resolution.digest', label: 'resolutionDigest', kind: 'digest' },
      { name: 'notice.document', label: 'notice', kind: 'line' },
      { name: 'notice.digest', label: 'noticeDigest', kind: 'digest' },
      listed('proposedBy', 'proposedBy', 'person', { isOfDoer: true }),
      listed('confirmedBy', 'confirmedBy', 'person', { isOfDoer: true, empty: 'null' }),
    ],
  },
} as const satisfies Record<string, Description>;
export type Kind = keyof typeof DESCRIPTIONS;
export const KINDS = Object.keys(DESCRIPTIONS) as readonly Kind[];
export const descriptionOf = (kind: Kind): Description => DESCRIPTIONS[kind];

/** What the server is sent: empty things are null, or left out, as their schema wants. */
export function dataOf(kind: Kind, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  let data: Record<string, unknown> = {};
  for (const { name, kind: how, empty } of descriptionOf(kind).fields) {
    const value = valueAt(given, name);
    const text = typeof value === 'string' ? value.trim() : value;
    const isEmpty = text === undefined || text === null || text === '' || (Array.isArray(text) && text.length === 0);
    if (isEmpty && empty === 'absent') continue;
    if (isEmpty) data = withAt(data, name, empty === 'null' ? null : LISTS.has(how) ? [] : '');
    else data = withAt(data, name, how === 'whole' && typeof text === 'string' ? Number(text) : text);
  }
  return data;
}
const LISTS: ReadonlySet<FieldKind> = new Set(['persons', 'departments', 'posts', 'roles', 'members', 'words']);
