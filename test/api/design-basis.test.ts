import { OPERATIONS } from '@quanheng/contracts';
import { readProfile } from '@quanheng/policy';
import { openOffice, startApi, type Api } from './harness.js';

interface Basis {
  readonly profiles: readonly { readonly name: string; readonly profile: unknown }[];
  readonly bindings: readonly unknown[];
  readonly handlers: readonly unknown[];
}

interface Counted {
  readonly people: readonly { readonly posts: readonly string[]; readonly count: number }[];
}

describe('what a drawing is judged by', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  test('profiles come as they are checked by their schema, handlers with what they do', async () => {
    const { status, json } = await api.call('designer', OPERATIONS.readDesignBasis);
    const { profiles, bindings, handlers } = json as unknown as Basis;
    expect(status).toBe(200);
    expect(profiles.map(({ name }) => name)).toContain('construction-payment');
    for (const { profile } of profiles) expect(readProfile(profile).problems).toEqual([]);
    expect(bindings).toEqual([]);
    expect(handlers).toEqual([{ name: 'pay', effect: 'payment' }]);
  });

  test('the organisation comes without its people, as it is now', async () => {
    const read = async () =>
      (await api.call('designer', OPERATIONS.readAnonymousOrganisation)).json as unknown as Counted;
    const countOf = ({ people }: Counted, post: string) =>
      people.filter(({ posts }) => posts.includes(post)).reduce((sum, { count }) => sum + count, 0);
    const before = await read();
    expect(countOf(before, 'clerk')).toBe(1);
    const since = { from: Date.now() - 1000, to: null };
    const held = { person: 'newcomer', post: 'clerk', kind: 'formal', document: '任' } as const;
    const coming = [
      { kind: 'person', id: 'newcomer', ...since, data: { name: '新来的人' } },
      { kind: 'holding', id: 'h-newcomer', ...since, data: held },
      { kind: 'holding', id: 'h-later', from: Date.now() + 86_400_000, to: null, data: { ...held, post: 'operator' } },
    ] as const;
    const changes = coming.map((fact) => ({ change: 'put', fact }) as const);
    const seed = { kind: 'system', name: 'seed' } as const;
    expect((await api.execute(seed, { kind: 'changeOrganisation', changes })).status).toBe('accepted');
    const after = await read();
    expect(countOf(after, 'clerk')).toBe(2);
    expect(countOf(after, 'operator')).toBe(countOf(before, 'operator'));
    expect(JSON.stringify(after)).not.toMatch(/newcomer|新来的人/);
  });
});
