import type { Register } from '@quanheng/contracts';
import { money } from '../../parts/format/money.js';
import { DESCRIPTIONS, isSeveral, PARTS, type Kind, type Several } from './fields.js';
import type { useRegisterTexts } from './texts.js';

type Say = ReturnType<typeof useRegisterTexts>;
export type Data = Readonly<Record<string, unknown>>;
/** Kinds whose values are ids of something that has a name. */
const NAMED: Partial<Record<Kind, string>> = {
  ...{ department: 'department', posts: 'post', body: 'body', supplier: 'supplier', person: 'person' },
};

/** One value as it stands there; nothing is empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
const idsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf) : [textOf(value)]);

/** What has to be named by the server before data can be shown. */
export function namesIn(register: Register, data: Data): readonly string[] {
  return DESCRIPTIONS[register].fields.flatMap(({ name, kind }) => {
    const value = data[name];
    if (value === null || value === undefined) return [];
    if (kind === 'relations') return (value as { person: string }[]).map(({ person }) => `person:${person}`);
    const named = NAMED[kind];
    return named === undefined ? [] : idsOf(value).map((id) => `${named}:${id}`);
  });
}

/** What an entry says, as text; empty: nothing. */
export function shown(kind: Kind, value: unknown, say: Say, nameOf: (key: string) => string): string {
  if (value === null || value === undefined) return '';
  if (isSeveral(kind)) return (value as readonly Data[]).map((line) => lineOf(kind, line, nameOf)).join('\n');
  const named = NAMED[kind];
  if (named !== undefined) {
    return idsOf(value)
      .map((id) => nameOf(`${named}:${id}`))
      .join('、');
  }
  if (kind === 'money') return money(textOf(value)) ?? textOf(value);
  if (kind === 'list') return (value as readonly string[]).join('、');
  if (kind === 'risk' || kind === 'category' || kind === 'unit') return say(value as Parameters<Say>[0]);
  return textOf(value);
}

function lineOf(kind: Several, line: Data, nameOf: (key: string) => string): string {
  const parts = PARTS[kind].map(({ name, kind: part }) => {
    const text = textOf(line[name]);
    if (text === '') return '';
    if (name === 'mark') return `【${text}】`;
    return part === 'person' ? nameOf(`person:${text}`) : text;
  });
  return parts.filter((each) => each !== '').join(kind === 'basis' ? '' : ' · ');
}
