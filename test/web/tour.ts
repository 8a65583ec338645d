import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '@quanheng/contracts';
import { root } from '../architecture/files.js';
import type { Office } from './product.js';

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
  processes: 'designer',
  designer: 'designer',
  administration: 'system-admin',
  organisation: 'system-admin',
  operations: 'operator',
  operator: 'operator',
  inspection: 'discipline-officer',
};
const USUAL = 'clerk-a';

/** What of the office the pages show. */
export interface Shown {
  readonly instance: string;
  readonly item: string;
}

/** A university in which something goes on: a claim that waits for a head and was shown to somebody, and one that is being filled in. */
export async function seedTour(office: Office): Promise<Shown> {
  const clerk = await office.clerk(USUAL);
  const begin = async (): Promise<string> => {
    const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement' } });
    return (result as { instance: string }).instance;
  };
  const itemOf = async (visitor: typeof clerk, instance: string): Promise<string> => {
    const { items } = await visitor.call(OPERATIONS.listItems, { query: { box: 'open' } });
    const found = (items as { instance: string; item: string }[]).find((each) => each.instance === instance);
    if (found === undefined) throw new Error(`${instance} waits for somebody else`);
    return found.item;
  };
  const instance = await begin();
  await clerk.completeOpenItem(instance, { kind: '差旅费', purpose: '赴外地参加学术会议', people: 2, days: 6 });
  await clerk.attach(instance, '费用票据.txt', '费用票据');
  await clerk.completeOpenItem(instance, { amount: 6000, payee: '6222000011112222' });
  const reader = await office.clerk('standards-officer');
  const { person } = await reader.call(OPERATIONS.readSession);
  await clerk.call(OPERATIONS.copyInstance, {
    params: { instance },
    body: { persons: [(person as { id: string }).id] },
  });
  const drafted = await begin();
  await clerk.call(OPERATIONS.saveItemDraft, {
    params: { instance: drafted, item: await itemOf(clerk, drafted) },
    body: { variables: { kind: '会议费', purpose: '学术年会' } },
  });
  await clerk.call(OPERATIONS.saveView, { params: { box: 'todo', name: '本周到期' }, body: { when: 'soon' } });
  return { instance, item: await itemOf(await office.clerk('business-head'), instance) };
}

/** Every page: lists as they are, and with one matter open where a page shows one. @throws when an address asks for what nobody knows here. */
export function stopsOf(
  patterns: readonly string[],
  shown: Shown,
  logins: (login: string) => boolean,
): readonly Stop[] {
  return patterns.flatMap((pattern) => {
    if (pattern === '*') return [{ name: 'no-such-page', login: USUAL, path: '/no-such-page' }];
    const parts = pattern.split('/');
    const page = parts[0] ?? '';
    const wanted = OPENED_BY[page] ?? USUAL;
    const login = logins(wanted) ? wanted : USUAL;
    const name = page === '' ? 'workbench' : page;
    const open = filled(parts, shown, true);
    const bare = filled(parts, shown, false);
    const stops: Stop[] = [];
    if (bare !== null) stops.push({ name, login, path: `/${bare}` });
    if (open !== null && open !== bare && HAS_MATTER.has(page))
      stops.push({ name: `${name}-open`, login, path: `/${open}` });
    if (stops.length === 0) throw new Error(`Say in test/web/tour.ts what ${pattern} is to show.`);
    return stops;
  });
}

/** Boxes in which the seeded matter lies, and the page of a matter. */
const HAS_MATTER = new Set(['todo', 'to-read', 'mine', 'matters']);

/** Null: it needs something that is unknown here. */
function filled(parts: readonly string[], shown: Shown, withOptional: boolean): string | null {
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
