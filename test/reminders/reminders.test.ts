import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createLogger,
  mailCarrier,
  Postman,
  readConfiguration,
  ReminderFinder,
  REMINDERS,
  webhookCarrier,
} from '@quanheng/host';
import type { Carrier } from '@quanheng/host';
import { NODE_SURROUNDINGS } from '@quanheng/runtime';
import type { Principal } from '@quanheng/runtime';
import { SMTPServer } from 'smtp-server';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOffice, startApi, startInstance, UNIT, type Api } from '../api/harness.js';
import { changes, itemRow } from '../contract/rows.js';

const DAY = 86_400_000;
const EVERYTHING = { opened: ['inApp'], returned: ['inApp'], soon: ['inApp'], overdue: ['inApp'], urged: ['inApp'] };

let api: Api;
let now: number;
beforeEach(async () => {
  api = await startApi();
  await openOffice(api);
  now = Date.now();
});
afterEach(() => api.close());

const finderWith = (
  channels: readonly ('inApp' | 'mail' | 'webhook')[] = ['inApp', 'mail', 'webhook'],
): ReminderFinder => {
  const { reminders, personal, queries, organisation } = api.parts;
  return new ReminderFinder({ reminders, personal, queries, organisation, channels });
};
const person = (name: string): Principal => ({
  ...{ kind: 'person', person: name, account: `account-${name}`, authenticatedAt: Date.now() },
});
const toldOf = async (whom: string): Promise<string[]> =>
  (await api.parts.reminders.list({ unit: UNIT, person: whom }, { limit: 50 })).rows.map(
    ({ kind, name }) => `${kind} ${name}`,
  );
const done = async (answer: Promise<{ status: string }>): Promise<void> => {
  expect((await answer).status).toBe('accepted');
};
/** Work that is there without a matter, for time limits. */
const open = (item: Parameters<typeof itemRow>[2]): Promise<void> =>
  api.database.store.transact((transaction) => {
    const row = itemRow('limited', '1', { unit: UNIT, openedAt: now, ...item });
    transaction.flush(changes({ items: { open: [row], assign: [], close: [] } }));
    return Promise.resolve();
  });
const wants = (mail: string | null, kinds: object): Promise<void> =>
  api.parts.personal.save({
    unit: UNIT,
    person: 'clerk',
    kind: REMINDERS,
    name: '',
    savedAt: 1,
    value: JSON.stringify({ mail, kinds }),
  });

describe('people are reminded', () => {
  test('of work that comes, of work that comes back, and when they are urged, once each', async () => {
    const finder = finderWith();
    const { instance, item } = await startInstance(api);
    await finder.round(Date.now());
    expect(await toldOf('clerk')).toEqual(['opened 申请']);
    expect(await toldOf('otherClerk')).toEqual([]);
    await done(api.execute(person('clerk'), { kind: 'completeWork', instance, item, variables: {} }));
    const check = (await api.parts.queries.itemsOf(instance)).find(({ status }) => status === 'open')!;
    await finder.round(Date.now());
    await done(
      api.execute(person('clerk'), {
        kind: 'returnWork',
        instance,
        item: check.item,
        target: 'apply',
        reason: '金额有误',
      }),
    );
    const again = (await api.parts.queries.itemsOf(instance)).find(({ status }) => status === 'open')!;
    await done(api.execute(person('clerk'), { kind: 'urgeWork', instance, item: again.item }));
    await finder.round(Date.now());
    expect((await toldOf('clerk')).sort()).toEqual(['opened 复核', 'opened 申请', 'returned 申请', 'urged 申请']);
    // Another process that looks from the beginning tells nothing anew.
    await finderWith().round(Date.now());
    expect(await toldOf('clerk')).toHaveLength(4);
  });

  test('when work is due soon and when it is late, each at its time', async () => {
    await open({ offers: ['post:clerk'], due: now + 5 * DAY });
    const finder = finderWith();
    await finder.round(now);
    expect(await toldOf('clerk')).toEqual(['opened 审核']);
    await finder.round(now + 3 * DAY - 1);
    expect(await toldOf('clerk')).toHaveLength(1);
    await finder.round(now + 3 * DAY);
    expect((await toldOf('clerk'))[0]).toBe('soon 审核');
    await finder.round(now + 5 * DAY);
    expect((await toldOf('clerk'))[0]).toBe('overdue 审核');
    await finder.round(now + 6 * DAY);
    expect(await toldOf('clerk')).toHaveLength(3);
  });

  test.each([
    ['a post', ['post:clerk'], ['clerk']],
    ['an administrator, who does no business', ['person:auditor'], []],
    ['a role', ['role:staff'], ['clerk', 'otherClerk']],
    ['a person', ['person:otherClerk'], ['otherClerk']],
    ['nobody who is known', ['post:nobody', 'person:stranger', 'body:none'], []],
    ['a whole department, which is nobody in particular', ['department:office'], []],
  ])('when it is offered to %s', async (_, offers, whom) => {
    await open({ offers });
    await finderWith().round(now);
    for (const each of ['clerk', 'otherClerk', 'auditor', 'designer']) {
      expect([each, ...(await toldOf(each))]).toEqual(whom.includes(each) ? [each, 'opened 审核'] : [each]);
    }
  });

  test('not when they declared an interest, and not of what somebody else has claimed', async () => {
    await open({ offers: ['role:staff'] });
    await api.database.store.transact((transaction) => {
      transaction.flush(
        changes({ excepted: [{ instance: 'limited', item: '1', unit: UNIT, process: '采购', person: 'clerk' }] }),
      );
      return Promise.resolve();
    });
    await finderWith().round(now);
    expect([await toldOf('clerk'), await toldOf('otherClerk')]).toEqual([[], ['opened 审核']]);
  });

  test('by what they chose, and by nothing else', async () => {
    await wants('clerk@office.example', { ...EVERYTHING, opened: ['mail'], soon: [] });
    await open({ offers: ['post:clerk'], due: now + 5 * DAY });
    const finder = finderWith();
    await finder.round(now);
    expect(await toldOf('clerk')).toEqual([]);
    const taken = await api.parts.reminders.takeDeliveries({ now: now + 1, until: now + 2, limit: 9 });
    expect(taken.map(({ channel, target }) => [channel, target])).toEqual([['mail', 'clerk@office.example']]);
    await finder.round(now + 3 * DAY);
    expect(await toldOf('clerk')).toEqual([]);
    await finder.round(now + 5 * DAY);
    expect(await toldOf('clerk')).toEqual(['overdue 审核']);
  });
});

describe('what leaves the product', () => {
  interface Letter {
    readonly to: readonly string[];
    readonly text: string;
  }
  const letters: Letter[] = [];
  const calls: { headers: Record<string, unknown>; body: string }[] = [];
  let refuse = 0;
  let smtp: SMTPServer;
  let receiver: Server;
  let folder: string;
  let carriers: { mail: Carrier; webhook: Carrier };

  beforeEach(async () => {
    letters.length = 0;
    calls.length = 0;
    refuse = 0;
    smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (refuse-- > 0) {
            callback(new Error('not now'));
            return;
          }
          const to = session.envelope.rcptTo.map(({ address }) => address);
          letters.push({ to, text: Buffer.concat(chunks).toString() });
          callback();
        });
      },
    });
    await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve));
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(refuse-- > 0 ? 503 : 204).end();
      });
    });
    await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
    folder = mkdtempSync(join(tmpdir(), 'quanheng-reminders-'));
    carriers = carriersOf([{ host: '127.0.0.1', private: true }]);
  });
  afterEach(async () => {
    carriers.mail.close();
    carriers.webhook.close();
    await new Promise<void>((resolve) => smtp.close(resolve));
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
    rmSync(folder, { recursive: true });
  });

  function carriersOf(hosts: readonly object[]): { mail: Carrier; webhook: Carrier } {
    const file = join(folder, 'quanheng.config.json');
    writeFileSync(file, JSON.stringify({ jobs: { hosts } }));
    const config = readConfiguration({
      QH_CONFIG: file,
      QH_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      QH_MAIL_FROM: 'quanheng@office.example',
      QH_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
      QH_WEBHOOK_SECRET: 'a secret of both',
    });
    return { mail: mailCarrier(config)!, webhook: webhookCarrier(config, () => now)! };
  }

  const postman = (clock: { now: number }): Postman => {
    const { reminders, queries } = api.parts;
    const surroundings = { ...NODE_SURROUNDINGS, now: () => clock.now };
    const logger = createLogger({ level: 'silent' });
    return new Postman({ reminders, queries, carriers, address: 'https://office.example', surroundings, logger });
  };
  const everywhere = (): Promise<void> =>
    wants('clerk@office.example', { ...EVERYTHING, opened: ['inApp', 'mail', 'webhook'] });

  test('an e-mail says title, number, step and link, and nothing of what is in the matter', async () => {
    await everywhere();
    const { instance, item } = await startInstance(api);
    await finderWith().round(Date.now());
    const clock = { now: Date.now() + 1 };
    expect(await postman(clock).round()).toBe(2);
    expect(await postman(clock).round()).toBe(0);
    expect(letters.map(({ to }) => to)).toEqual([['clerk@office.example']]);
    const [head = '', body = ''] = (letters[0]?.text ?? '').split('\r\n\r\n');
    expect(head).toMatch(/^Message-ID:\s+<[0-9a-f]{64}@office\.example>$/m);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    const text = Buffer.from(body, 'base64').toString();
    expect(text).toContain('事项：一切');
    expect(text).toContain('环节：申请');
    expect(text).toContain(`https://office.example/todo/${instance}/${encodeURIComponent(item)}`);
    expect(text).not.toMatch(/amount|100|张clerk/);
  });

  test('a webhook is signed, so that its receiver knows who sends it and that it is whole', async () => {
    await everywhere();
    await startInstance(api);
    await finderWith().round(Date.now());
    await postman({ now: Date.now() + 1 }).round();
    expect(calls).toHaveLength(1);
    const { headers, body } = calls[0]!;
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    const expected = createHmac('sha256', 'a secret of both').update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(JSON.parse(body)).toMatchObject({
      type: 'reminder.opened',
      person: 'clerk',
      step: '申请',
      title: expect.stringMatching(/^一切/),
    });
    expect(body).not.toMatch(/amount/);
  });

  test('what is refused for now is sent again later, under the same id, and then no more', async () => {
    await everywhere();
    await startInstance(api);
    await finderWith().round(Date.now());
    refuse = 2;
    const clock = { now: Date.now() + 1 };
    await postman(clock).round();
    expect(letters).toEqual([]);
    clock.now += 30_000;
    for (let round = 0; round < 3; round++) await postman(clock).round();
    expect(letters).toHaveLength(1);
    expect(calls.map(({ headers }) => headers['webhook-id'])).toEqual([
      calls[0]?.headers['webhook-id'],
      calls[0]?.headers['webhook-id'],
    ]);
    clock.now += DAY;
    expect(await postman(clock).round()).toBe(0);
  });

  test('a process that ends between taking and sending loses nothing; what was sent is not sent again', async () => {
    await everywhere();
    await startInstance(api);
    await finderWith().round(Date.now());
    const taken = Date.now() + 1;
    // Taken by a process that is killed before it sends.
    expect(await api.parts.reminders.takeDeliveries({ now: taken, until: taken + 60_000, limit: 8 })).toHaveLength(2);
    const clock = { now: taken + 59_000 };
    expect(await postman(clock).round()).toBe(0);
    clock.now = taken + 60_000;
    expect(await postman(clock).round()).toBe(2);
    // A process that begins anew looks back and finds the same work.
    await finderWith().round(Date.now());
    clock.now += DAY;
    expect(await postman(clock).round()).toBe(0);
    expect([letters.length, calls.length]).toEqual([1, 1]);
  });

  test('nobody is written to about what has been done meanwhile', async () => {
    await everywhere();
    const { instance, item } = await startInstance(api);
    await finderWith().round(Date.now());
    await done(api.execute(person('clerk'), { kind: 'completeWork', instance, item, variables: {} }));
    await postman({ now: Date.now() + 1 }).round();
    expect([letters, calls]).toEqual([[], []]);
  });

  test('what never arrives is given up in the end', async () => {
    await everywhere();
    await startInstance(api);
    await finderWith().round(Date.now());
    refuse = 1_000;
    const clock = { now: Date.now() + 1 };
    let rounds = 0;
    while ((await postman(clock).round()) > 0 && rounds++ < 100) clock.now += DAY;
    expect(rounds).toBe(16);
    expect(calls).toHaveLength(16);
  });

  test('a host that is not on the list is refused at the start', () => {
    expect(() => carriersOf([{ host: 'other.example' }])).toThrow(/not on the list of allowed hosts.*jobs\.hosts/);
    expect(() => carriersOf([{ host: '127.0.0.1' }])).toThrow(/private address/);
  });
});
