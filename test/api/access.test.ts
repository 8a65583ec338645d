import { OPERATIONS } from '@quanheng/contracts';
import { ACCESS, expected, type TriedId } from './access-table.js';
import {
  EVERYBODY,
  headersOf,
  openOffice,
  startApi,
  startInstance,
  type Api,
  type Sent,
  type Stage,
  type Who,
} from './harness.js';
import { OF_IDENTITY } from './of-identity.js';
import { openApi } from '../../apps/api/src/system/open-api.js';

/** Every operation of the document, so that a new one without a row in the table fails here. */
const DOCUMENTED = Object.values(openApi().paths)
  .flatMap((methods) => Object.values(methods))
  .filter(({ tags }) => !(tags as string[]).some((tag) => OF_IDENTITY.has(tag)))
  .map(({ operationId }) => operationId as TriedId);

describe('who may do what', () => {
  let api: Api;
  let office: Pick<Stage, 'deployment' | 'draft' | 'definition'>;
  let address: string;
  beforeAll(async () => {
    api = await startApi();
    office = await openOffice(api);
    await api.app.listen(0, '127.0.0.1');
    address = await api.app.getUrl();
  });
  afterAll(() => api.close());

  it('is said for every operation that the document describes, and for no other', () => {
    expect(Object.keys(ACCESS).sort()).toEqual([...DOCUMENTED].sort());
  });

  describe.each(DOCUMENTED)('%s', (id) => {
    /** Whoever is turned away leaves everything as it is, so the next caller finds it unless somebody was let through. */
    let stage: Stage | null = null;
    it.each(EVERYBODY)('as %s', async (who) => {
      const row = ACCESS[id];
      stage ??= { ...office, ...(await startInstance(api)) };
      const sent = (await row.prepare?.(api, stage)) ?? {};
      const before = await api.entries();
      const got = await answerTo(who, id, sent);
      expect(got).toBe(expected(row, who));
      if (got === 'ok' && OPERATIONS[id].method !== 'GET') stage = null;
      const changed = (await api.entries()) - before;
      // A refusal is kept; whoever is turned away before the door leaves nothing.
      if (got !== 'ok') expect(changed).toBe(got === 'refused' && 'command' in OPERATIONS[id] ? 1 : 0);
    });
  });

  async function answerTo(who: Who, id: TriedId, sent: Sent): Promise<string> {
    if (id === 'events') return listen(who);
    const { status, json } = await api.call(who, OPERATIONS[id], sent);
    return status < 300 ? 'ok' : String(json.code);
  }

  /** A stream never ends by itself. */
  async function listen(who: Who): Promise<string> {
    const stop = new AbortController();
    const response = await fetch(`${address}/api/v1/events`, { headers: headersOf(who), signal: stop.signal });
    const answer = response.ok ? 'ok' : ((await response.json()) as { code: string }).code;
    stop.abort();
    return answer;
  }
});
