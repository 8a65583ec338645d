import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '@quanheng/contracts';
import { root } from '../architecture/files.js';
import type { Visitor } from '../start/visitor.js';
import { begun, checkClaim, claim, JOURNEY, type Claim } from './claims.js';
import type { Office } from './product.js';
import { filedProposal } from './proposals.js';

/** A page to look at: who opens which address. */
export interface Stop {
  /** Of its picture. */
  readonly name: string;
  readonly login: string;
  readonly path: string;
}

/** Addresses of the application, read from its table of routes, so that a new page cannot be forgotten. */
export function routePatterns(): readonly string[] {
  const text = readFileSync(join(root, 'apps', 'web', 'src', 'app', 'routes.tsx'), 'utf8');
  const named = [...text.matchAll(/\bpath: '([^']+)'/g)].map(([, path = '']) => path.replace(/^\//, ''));
  const hasIndex = /\bindex: true/.test(text);
  if (!hasIndex || named.length < 10) throw new Error('The table of routes is written in another way than it was.');
  return ['', ...named];
}

/** Who opens pages that are not everybody's. */
const OPENED_BY: Readonly<Record<string, string>> = {
  todo: 'business-head',
  'to-read': 'standards-officer',
  meetings: 'office-secretary',
  processes: 'designer',
  designer: 'designer',
  administration: 'system-admin',
  operations: 'operator',
  inspection: 'discipline-officer',
};
const USUAL = 'clerk-a';

/** What of the office the pages show. */
export interface Shown {
  /** A claim that waits for a head, who has this item of it. */
  readonly instance: string;
  readonly item: string;
  /** A matter that waits for a meeting. */
  readonly meeting: string;
  /** A claim that waits for two pens, the item of one of them. */
  readonly signed: { readonly instance: string; readonly item: string };
  /** A drawing that was deployed. */
  readonly deployment: string;
}

/** Of others in the department of `business-head`; the second and third are of kinds that are applied for beforehand. */
const CLAIMS: readonly Claim[] = [
  { login: 'clerk-b', kind: '办公费', purpose: '学院打印耗材(演示)', people: 1, days: 1, amount: 480 },
  { login: 'clerk-b', kind: '会议费', purpose: '教学工作研讨会(演示)', people: 40, days: 1, amount: 9600 },
  { login: 'clerk-a', kind: '培训费', purpose: '实验室安全培训(演示)', people: 12, days: 2, amount: 7200 },
  { login: 'clerk-b', kind: '差旅费', purpose: '招生宣传(演示)', people: 1, days: 4, amount: 2350.5 },
  { login: 'clerk-a', kind: '办公费', purpose: '档案盒与标签(演示)', people: 1, days: 1, amount: 126 },
];

/** A morning in the university: claims that wait for a head, one that two pens are to sign, one shown to somebody, one being filled in, and a matter for the meeting. */
export async function seedTour(office: Office): Promise<Shown> {
  const signed = await claim(office, { ...JOURNEY, purpose: '省内调研(演示)', amount: 5400 });
  await checkClaim(office, signed);
  for (const each of CLAIMS) await claim(office, each);
  const instance = await claim(office, JOURNEY);
  const clerk = await office.clerk(USUAL);
  const reader = await office.clerk('standards-officer');
  const { person } = await reader.call(OPERATIONS.readSession);
  await clerk.call(OPERATIONS.copyInstance, {
    params: { instance },
    body: { persons: [(person as { id: string }).id] },
  });
  const drafted = await begun(clerk);
  await clerk.call(OPERATIONS.saveItemDraft, {
    params: { instance: drafted, item: await itemOf(clerk, drafted) },
    body: { variables: { kind: '会议费', purpose: '学术年会' } },
  });
  await clerk.call(OPERATIONS.saveView, { params: { box: 'todo', name: '本周到期' }, body: { when: 'soon' } });
  const pen = await office.clerk('finance-head');
  return {
    ...{ instance, item: await itemOf(await office.clerk('business-head'), instance) },
    meeting: await filedProposal(office),
    signed: { instance: signed, item: await itemOf(pen, signed) },
    deployment: await deploymentOf(office, 'SmallPurchase'),
  };
}

async function itemOf(visitor: Visitor, instance: string): Promise<string> {
  const { items } = await visitor.call(OPERATIONS.listItems, { query: { box: 'open' } });
  const found = (items as { instance: string; item: string }[]).find((each) => each.instance === instance);
  if (found === undefined) throw new Error(`${instance} waits for somebody else`);
  return found.item;
}

async function deploymentOf(office: Office, process: string): Promise<string> {
  const designer = await office.clerk('designer');
  const { items } = await designer.call(OPERATIONS.listDefinitions, { query: { status: 'published', limit: '200' } });
  const found = (items as { process: string; deployment: string }[]).find((each) => each.process === process);
  if (found === undefined) throw new Error(`${process} is not published`);
  return found.deployment;
}

/** Every page: lists as they are, and with one matter open where a page shows one. @throws when an address asks for what nobody knows here. */
export function stopsOf(
  patterns: readonly string[],
  shown: Shown,
  logins: (login: string) => boolean,
): readonly Stop[] {
  const listed = patterns.flatMap((pattern) => {
    if (pattern === '*') return [{ name: 'no-such-page', login: USUAL, path: '/no-such-page' }];
    const parts = pattern.split('/');
    const page = parts[0] ?? '';
    const wanted = OPENED_BY[page] ?? USUAL;
    const login = logins(wanted) ? wanted : USUAL;
    const name = page === '' ? 'workbench' : page;
    const open = filled(parts, page === 'meetings' ? { ...shown, instance: shown.meeting } : shown, true);
    const bare = filled(parts, shown, false);
    const stops: Stop[] = [];
    if (bare !== null) stops.push({ name, login, path: `/${bare}` });
    if (open !== null && open !== bare && HAS_MATTER.has(page))
      stops.push({ name: `${name}-open`, login, path: `/${open}` });
    if (stops.length === 0) throw new Error(`Say in test/web/tour.ts what ${pattern} is to show.`);
    return stops;
  });
  const { instance, item } = shown.signed;
  return [
    ...listed,
    { name: 'two-pens', login: 'finance-head', path: `/todo/${instance}/${encodeURIComponent(item)}` },
    { name: 'designer-open', login: 'designer', path: `/designer?deployment=${shown.deployment}` },
  ];
}

/** Boxes in which the seeded matter lies, and the pages of a matter and of a meeting. */
const HAS_MATTER = new Set(['todo', 'to-read', 'mine', 'matters', 'meetings']);

/** Null: it needs something that is unknown here. */
function filled(
  parts: readonly string[],
  shown: Pick<Shown, 'instance' | 'item'>,
  withOptional: boolean,
): string | null {
  const out: string[] = [];
  for (const part of parts) {
    const [, name, optional] = /^:(\w+)(\?)?$/.exec(part) ?? [];
    if (name === undefined) out.push(part);
    else if (optional === '?' && !withOptional) break;
    else if (name === 'instance') out.push(shown.instance);
    else if (name === 'item') out.push(encodeURIComponent(shown.item));
    else if (optional === '?') break;
    else return null;
  }
  return out.join('/');
}
