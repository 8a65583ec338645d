import { OPERATIONS } from '@quanheng/contracts';
import { readProfile } from '@quanheng/policy';
import { openOffice, startApi, type Api } from './harness.js';

interface Basis {
  readonly profiles: readonly { readonly name: string; readonly profile: unknown }[];
  readonly bindings: readonly unknown[];
  readonly handlers: readonly unknown[];
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
});
