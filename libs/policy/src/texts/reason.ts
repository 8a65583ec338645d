import { REGISTER_DESCRIPTIONS, ROLES, type BothLanguages, type Register, type RoleCode } from '@quanheng/contracts';
import type { Reason } from '../ports/index.js';
import { BESIDE_TEXTS } from './beside.js';
import type { BlockText } from './block-text.js';
import { BUSINESS_TEXTS } from './business.js';
import { CONTROL_TEXTS } from './controls.js';
import { DELEGATION_TEXTS } from './delegation.js';
import { DUTY_TEXTS } from './duties.js';
import { EXCEPTION_TEXTS } from './exceptions.js';
import { HANDLING_TEXTS } from './handling.js';
import { LIMIT_TEXTS } from './limits.js';
import { MONEY_TEXTS } from './money.js';
import { OFFICE_TEXTS } from './office.js';
import { REGISTER_TEXTS } from './registers.js';
import { RIGHTS_TEXTS } from './rights.js';

/** Every code with which the guard refuses an act (domain reference §6.3), and what it says. */
export const BLOCK_TEXTS = {
  ...DUTY_TEXTS,
  ...DELEGATION_TEXTS,
  ...CONTROL_TEXTS,
  ...MONEY_TEXTS,
  ...BUSINESS_TEXTS,
  ...HANDLING_TEXTS,
  ...OFFICE_TEXTS,
  ...RIGHTS_TEXTS,
  ...LIMIT_TEXTS,
  ...EXCEPTION_TEXTS,
  ...BESIDE_TEXTS,
  ...REGISTER_TEXTS,
} as const;
export type BlockCode = keyof typeof BLOCK_TEXTS;

/** `{a}与{b}` -> `'a' | 'b'` */
type Holes<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<Entry> = Entry extends { readonly zh: infer Zh; readonly next: { readonly zh: infer Next } }
  ? Holes<Zh> | Holes<Next>
  : Entry extends { readonly zh: infer Zh }
    ? Holes<Zh>
    : never;
/** What a text is filled with; `posts` or `name` is empty where nobody can be named. */
export type BlockParameters<C extends BlockCode> = Readonly<Record<HolesOf<(typeof BLOCK_TEXTS)[C]>, string | number>>;
type Arguments<C extends BlockCode> = [HolesOf<(typeof BLOCK_TEXTS)[C]>] extends [never] ? [] : [BlockParameters<C>];

/** A refusal in Chinese, as the person reads it. */
export function reason<C extends BlockCode>(code: C, ...[parameters]: Arguments<C>): Reason {
  if (parameters === undefined) return { code, message: wordBlock(code, {}, 'zh') };
  return { code, message: wordBlock(code, parameters, 'zh'), parameters };
}

/** The text of a code, filled in; a hole without a parameter stays one. `role` and `register` are codes and worded in the reader's language. */
export function wordBlock(
  code: BlockCode,
  parameters: NonNullable<Reason['parameters']>,
  language: keyof BothLanguages,
): string {
  const text: BlockText = BLOCK_TEXTS[code];
  const isNobody = parameters['posts'] === '' || parameters['name'] === '';
  if (isNobody && text.nobody !== undefined) return filled(text.nobody[language], parameters, language);
  const said = filled(text[language], parameters, language);
  if (text.next === undefined) return said;
  return said + (language === 'en' ? ' ' : '') + filled(text.next[language], parameters, language);
}

function filled(text: string, parameters: NonNullable<Reason['parameters']>, language: keyof BothLanguages): string {
  let said = '';
  for (const [index, piece] of piecesOf(text).entries()) {
    said += index % 2 === 0 ? piece : valueOf(piece, parameters, language);
  }
  return said;
}

function valueOf(name: string, parameters: NonNullable<Reason['parameters']>, language: keyof BothLanguages): string {
  const value = String(parameters[name] ?? `{${name}}`);
  if (name === 'register' && Object.hasOwn(REGISTER_DESCRIPTIONS, value)) {
    return REGISTER_DESCRIPTIONS[value as Register][language];
  }
  return name === 'role' && Object.hasOwn(ROLES, value) ? ROLES[value as RoleCode][language] : value;
}

const PIECES = new Map<string, readonly string[]>();

/** Words and the names of holes in turn. The texts are few: each is cut once. */
function piecesOf(text: string): readonly string[] {
  let pieces = PIECES.get(text);
  if (pieces === undefined) PIECES.set(text, (pieces = text.split(/\{(\w+)\}/)));
  return pieces;
}
