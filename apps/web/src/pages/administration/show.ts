import { roleNames } from '@quanheng/contracts';
import { language } from '../../i18n/texts.js';
import type { Field } from './fields.js';
import { valueAt } from './places.js';
import type { useAdministrationTexts } from './texts.js';

type Say = ReturnType<typeof useAdministrationTexts>;
export type Data = Readonly<Record<string, unknown>>;
interface Member {
  readonly person: string;
  readonly role: 'chair' | 'member' | 'secretary';
}
/** In words and working days, or an entry of the disclosure catalogue. */
export type Disclosed = { readonly name: string; readonly dueWorkingDays: number } | { readonly item: string };
const NAMED = {
  person: 'person',
  persons: 'person',
  department: 'department',
  departments: 'department',
  post: 'post',
  posts: 'post',
} as const;

const idsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string' && each !== '');

/** What has to be named before data can be shown. */
export function namesIn(fields: readonly Field[], data: Data): readonly string[] {
  return fields.flatMap(({ name, kind }) => {
    const value = valueAt(data, name);
    if (kind === 'members') return ((value ?? []) as readonly Member[]).map(({ person }) => `person:${person}`);
    if (kind === 'personOrPost') return reviewerOf(value);
    return kind in NAMED ? idsOf(value).map((id) => `${NAMED[kind as keyof typeof NAMED]}:${id}`) : [];
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
  if (kind === 'profile') return nameOf(`profile:${textOf(value)}`);
  if (kind === 'choice') {
    const [, label] = choices?.find(([each]) => each === value) ?? [];
    return label === undefined ? '' : say(label);
  }
  if (kind === 'roles') return idsOf(value).map(roleName).join('、');
  if (kind === 'words') return idsOf(value).join('、');
  if (kind === 'personOrPost') return reviewerOf(value).map(nameOf).join('');
  if (kind === 'articles') return (value as readonly { article: string }[]).map(({ article }) => article).join('\n');
  if (kind === 'channel') return typeof value === 'object' ? (value as { channel: string }).channel : textOf(value);
  if (kind === 'disclosures') return (value as readonly Disclosed[]).map((each) => disclosedText(each, say)).join('\n');
  return textOf(value);
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A unit's own role, and a duty, is its code. */
function roleName(code: string): string {
  return roleNames(code)?.[language() === 'en' ? 'en' : 'zh'] ?? code;
}

function disclosedText(disclosed: Disclosed, say: Say): string {
  if ('item' in disclosed) return disclosed.item;
  return `${disclosed.name}(${say('dueIn', { count: disclosed.dueWorkingDays })})`;
}

/** A person, or whoever holds a post. */
function reviewerOf(value: unknown): readonly string[] {
  const { person, post } = (value ?? {}) as { readonly person?: string; readonly post?: string };
  return person !== undefined ? [`person:${person}`] : post !== undefined ? [`post:${post}`] : [];
}
