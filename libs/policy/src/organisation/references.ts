import type { Fact, FactKind, ProcessBindingData } from '../ports/index.js';

/** A fact's thing, whenever it is valid: `holding:H7`. */
export type ThingName = `${FactKind}:${string}`;
export interface Thing {
  readonly kind: FactKind;
  readonly id: string;
}

export function nameOf({ kind, id }: Thing): ThingName {
  return `${kind}:${id}`;
}

export function thingOf(name: ThingName): Thing {
  const colon = name.indexOf(':');
  return { kind: name.slice(0, colon) as FactKind, id: name.slice(colon + 1) };
}

/** What must be valid as long as the fact is. */
export function referencesOf(fact: Fact): readonly Thing[] {
  switch (fact.kind) {
    case 'person':
      return [];
    case 'account':
      return fact.data.person === null ? [] : [{ kind: 'person', id: fact.data.person }];
    case 'department':
      return fact.data.parent === null ? [] : [{ kind: 'department', id: fact.data.parent }];
    case 'post':
      return [{ kind: 'department', id: fact.data.department }];
    case 'holding':
      return [
        { kind: 'person', id: fact.data.person },
        { kind: 'post', id: fact.data.post },
      ];
    case 'body':
      return fact.data.members.map(({ person }) => ({ kind: 'person', id: person }));
    case 'actingChair':
      return [
        { kind: 'body', id: fact.id },
        { kind: 'person', id: fact.data.person },
      ];
    case 'leaderLine':
      return [
        { kind: 'post', id: fact.data.leader },
        ...fact.data.departments.map((id) => ({ kind: 'department', id }) as const),
      ];
    case 'delegation':
      return [
        { kind: 'person', id: fact.data.from },
        { kind: 'person', id: fact.data.to },
      ];
    case 'relation':
      return fact.data.persons.map((id) => ({ kind: 'person', id }));
    case 'calendar':
    case 'threshold':
      return [];
    case 'substituteReview': {
      const { reviewer } = fact.data;
      return ['post' in reviewer ? { kind: 'post', id: reviewer.post } : { kind: 'person', id: reviewer.person }];
    }
    case 'processBinding':
      return boundTo(fact.data);
    case 'powerItem':
      return [
        { kind: 'department', id: fact.data.responsibleSubject },
        ...fact.data.responsiblePosts.map((id) => ({ kind: 'post', id }) as const),
      ];
    case 'majorFourItem': {
      const { threshold, body } = fact.data;
      return [
        ...(threshold === null ? [] : [{ kind: 'threshold', id: threshold } as const]),
        ...(body === null ? [] : [{ kind: 'body', id: body } as const]),
      ];
    }
    case 'disclosureItem':
    case 'complaintChannel':
      return [{ kind: 'department', id: fact.data.responsibleSubject }];
    case 'supplier':
      return [...new Set(fact.data.relations.map(({ person }) => person))].map((id) => ({ kind: 'person', id }));
    case 'unitRule':
      // Its schema says that the value is a list of posts.
      return fact.id === 'chiefPosts' ? (fact.data.value as readonly string[]).map((id) => ({ kind: 'post', id })) : [];
  }
}

/** What a binding carries itself it needs from no register. */
function boundTo(data: ProcessBindingData): readonly Thing[] {
  const { power, powerItem, descriptors, complaintChannel, disclosureItems = [] } = data;
  return [
    powerItem === undefined
      ? ({ kind: 'powerItem', id: power } as const)
      : ({ kind: 'department', id: powerItem.responsibleSubject } as const),
    ...descriptors.posts.map((id) => ({ kind: 'post', id }) as const),
    ...(typeof complaintChannel === 'string'
      ? []
      : [{ kind: 'complaintChannel', id: complaintChannel.channel } as const]),
    ...disclosureItems.flatMap((each) => ('item' in each ? [{ kind: 'disclosureItem', id: each.item } as const] : [])),
  ];
}

/** Under which a fact can be found: names of the things it refers to, its login, its roles, its credit code. */
export type IndexKey = ThingName | `login:${string}` | `subject:${string}` | `role:${string}` | `code:${string}`;

export function indexKeysOf(fact: Fact): readonly IndexKey[] {
  const references = referencesOf(fact).map(nameOf);
  if (fact.kind === 'post') return [...references, ...fact.data.roles.map((role) => `role:${role}` as const)];
  if (fact.kind === 'supplier' && fact.data.creditCode !== null) return [...references, `code:${fact.data.creditCode}`];
  if (fact.kind !== 'account') return references;
  const { login, subject } = fact.data;
  return [...references, `login:${login}`, ...(subject === undefined ? [] : [`subject:${subject}` as const])];
}
