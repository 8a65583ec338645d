import type { Field } from './fields.js';
import type { useAdministrationTexts } from './texts.js';

type Say = ReturnType<typeof useAdministrationTexts>;
export type Data = Readonly<Record<string, unknown>>;
interface Member {
  readonly person: string;
  readonly role: 'chair' | 'member' | 'secretary';
}
const NAMED = {
  person: 'person',
  persons: 'person',
  department: 'department',
  departments: 'department',
  post: 'post',
} as const;

const idsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');

/** What has to be named before data can be shown. */
export function namesIn(fields: readonly Field[], data: Data): readonly string[] {
  return fields.flatMap(({ name, kind }) => {
    if (kind === 'members') return ((data[name] ?? []) as readonly Member[]).map(({ person }) => `person:${person}`);
    return kind in NAMED ? idsOf(data[name]).map((id) => `${NAMED[kind as keyof typeof NAMED]}:${id}`) : [];
  });
}

/** One thing that a fact says, as text; empty: nothing. */
export function shown({ kind, choices }: Field, value: unknown, say: Say, nameOf: (key: string) => string): string {
  if (value === null || value === undefined) return '';
  if (kind === 'members') {
    return (value as readonly Member[])
      .map(({ person, role }) => `${nameOf(`person:${person}`)}(${say(role)})`)
      .join('、');
  }
  if (kind in NAMED) {
    const named = NAMED[kind as keyof typeof NAMED];
    return idsOf(value)
      .map((id) => nameOf(`${named}:${id}`))
      .join('、');
  }
  if (kind === 'choice') {
    const [, label] = choices?.find(([each]) => each === value) ?? [];
    return label === undefined ? '' : say(label);
  }
  if (kind === 'roles') return idsOf(value).join('、');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
