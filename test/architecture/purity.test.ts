import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, shippedSources } from './files.js';
import { findImpurities } from './purity.js';

/** Libraries whose results follow from their arguments alone. Those that do not exist yet are held to it from day one. */
const pureLibraries = ['libs/engine', 'libs/policy', 'libs/ledger'];

function judge(text: string): string[] {
  return findImpurities(new Map([['libs/engine/src/planted.ts', text]])).map(({ what }) => what);
}

describe('pure libraries', () => {
  const present = pureLibraries.filter((library) => existsSync(join(root, library)));

  test.each(present)('%s reaches for nothing outside its arguments', (library) => {
    const sources = shippedSources(library);
    expect(sources.size).toBeGreaterThan(0);
    expect(findImpurities(sources)).toEqual([]);
  });
});

describe('a planted violation is found', () => {
  test.each([
    ['the clock', 'export const now = () => Date.now();', 'Date'],
    ['a new date', 'export const now = () => new Date();', 'Date'],
    ['a date as a type', 'export function f(at: Date) { return at; }', 'Date'],
    ['the clock in a default', 'export const f = ({ now = Date.now } = {}) => now();', 'Date'],
    ['the clock in a short property', 'export const o = { Date };', 'Date'],
    ['a declared clock', 'declare const Date: { now(): number }; export const now = Date.now();', 'Date'],
    ['the clock of Temporal', "import { Temporal } from 'temporal-polyfill'; Temporal.Now.instant();", 'Temporal.Now'],
    [
      'the same, taken apart',
      "import { Temporal } from 'temporal-polyfill'; const { Now } = Temporal;",
      'Temporal.Now',
    ],
    ['the same, by text', "import * as t from 'temporal-polyfill'; t.Temporal['Now'].instant();", 'Temporal.Now'],
    ['the performance clock', 'export const now = () => performance.now();', 'performance'],
    ['chance', 'export const r = Math.random();', 'Math.random'],
    ['chance by text', "export const r = Math['random']();", 'Math.random'],
    ['chance by a computed name', "const n = 'ran' + 'dom'; export const r = Math[n]();", 'Math.random'],
    ['chance taken apart', 'const { random } = Math; export const r = random();', 'Math.random'],
    ['chance under another name', 'const m = Math; export const r = m.random();', 'Math.random'],
    ['random bytes', 'export const id = crypto.randomUUID();', 'crypto'],
    ['the environment', 'export const debug = process.env.DEBUG;', 'process'],
    ['the environment as a type', 'export type Env = typeof process.env;', 'process'],
    ['the environment, found by typeof', "export const node = typeof process !== 'undefined';", 'process'],
    ['a timer', 'setTimeout(() => 1, 1);', 'setTimeout'],
    ['a repeated timer', 'setInterval(() => 1, 1);', 'setInterval'],
    ['an immediate', 'setImmediate(() => 1);', 'setImmediate'],
    ['a microtask', 'queueMicrotask(() => 1);', 'queueMicrotask'],
    ['a module of Node', "import { readFileSync } from 'node:fs';", 'node:fs'],
    ['a module of Node without prefix', "import { readFileSync } from 'fs';", 'fs'],
    ['a sub-module of Node', "export * from 'fs/promises';", 'fs/promises'],
    ['a type of Node', "import type { Stats } from 'node:fs';", 'node:fs'],
    ['a type of Node in place', "export type S = import('node:fs').Stats;", 'node:fs'],
    ['a late import', "export const fs = () => import('node:fs');", 'node:fs'],
    ['a computed import', 'export const load = (name: string) => import(name);', 'import() of a computed name'],
    ['an import by assignment', "import fs = require('fs');", 'fs'],
    ['require', "const fs = require('fs');", 'require'],
    ['require under another name', 'const load = require; load(1);', 'require'],
    ['the way round by globalThis', "export const d = globalThis['Da' + 'te'];", 'globalThis'],
    ['the way round by global', 'export const d = global.Date;', 'global'],
    ['the way round by Function', "export const g = new Function('return this')();", 'Function'],
    [
      'the way round by a constructor',
      "export const g = (() => 0).constructor('return this')();",
      'a function made from text',
    ],
    ['the way round by eval', "export const g = eval('this');", 'eval'],
    ['output', "console.log('x');", 'console'],
    ['bytes of Node', "export const b = Buffer.from('x');", 'Buffer'],
    ["the machine's language", 'export const c = (a: string, b: string) => a.localeCompare(b);', 'localeCompare'],
    ["the machine's zone", 'export const z = Intl.DateTimeFormat().resolvedOptions().timeZone;', 'Intl'],
    ['a polyfill that installs globals', "import 'temporal-polyfill/global';", 'temporal-polyfill/global'],
  ])('%s', (_name, text, what) => {
    expect(judge(text)).toContain(what);
  });

  test('with its file and line', () => {
    const sources = new Map([
      ['libs/engine/src/good.ts', 'export const two = 2;\n'],
      ['libs/engine/src/bad.ts', 'export const two = 2;\n\nexport const at = Date.now();\n'],
    ]);
    expect(findImpurities(sources)).toEqual([{ file: 'libs/engine/src/bad.ts', line: 3, what: 'Date' }]);
  });
});

describe('what only looks alike is accepted', () => {
  test.each([
    ['a variable of that name', 'export const ids = (xs: { id: string }[]) => xs.map((process) => process.id);'],
    ['a function of that name', 'function require(x: number) { return x; } export const one = require(1);'],
    ['an imported name', "import { process } from './model.js'; export const p = process;"],
    ['an imported type', "import type { Date } from './dates.js'; export type D = Date;"],
    [
      'a member of that name',
      'export const f = (model: { process: number; module: number }) => model.process + model.module;',
    ],
    ['a property of that name', 'export const o = { process: 1, Date: 2, now: 3 };'],
    ['a name taken from an object', 'export const f = ({ process }: { process: number }) => process;'],
    ['a renamed property', 'export const f = ({ Date: date }: { Date: number }) => date;'],
    ['a named export elsewhere', "export { Date as FeelDate } from './dates.js';"],
    ['arithmetic', "export const n = Math.floor(1.5) + Math['max'](1, 2);"],
    [
      'the rest of Temporal',
      "import { Temporal } from 'temporal-polyfill'; export const d = Temporal.PlainDate.from('2026-01-01');",
    ],
    ['a comparison of constructors', 'export const same = (a: object, b: object) => a.constructor === b.constructor;'],
    ['text and comments', "// new Date()\nexport const text = 'process.exit(1); require(1)';"],
    ['TextDecoder', "export const t = new TextDecoder('gbk');"],
  ])('%s', (_name, text) => {
    expect(judge(text)).toEqual([]);
  });
});
