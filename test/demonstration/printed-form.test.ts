import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS, pathOf } from '@quanheng/contracts';
import { composeHost, createLogger, openReady, readConfiguration, seedDemonstration } from '@quanheng/host';
import { createServer } from '../../apps/api/src/server.js';
import { fileClaim, signClaim, statusAtEnd } from '../start/claim.js';
import { Visitor } from '../start/visitor.js';
import { pdfText } from '../../apps/api/src/printed-form/testing/pdf-text.js';

const data = mkdtempSync(join(tmpdir(), 'quanheng-form-'));
let end = (): Promise<void> => Promise.resolve();
let url = '';
let passwords: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  const environment = { QH_DATA: data, QH_REQUESTS_PER_ADDRESS: '100000' };
  const config = readConfiguration(environment);
  const { database, close } = await openReady(config);
  const host = composeHost({ config, environment, logger: createLogger({ level: 'silent' }), storage: database });
  const app = await createServer(host);
  passwords = (await seedDemonstration(host)).passwords.get('demo') ?? passwords;
  await app.listen(0, '127.0.0.1');
  host.startDispatcher();
  url = await app.getUrl();
  end = async () => {
    await Promise.all([app.close(), host.stopDispatcher()]);
    await host.close();
    await close();
    rmSync(data, { recursive: true });
  };
}, 180_000);
afterAll(() => end());

async function printed(visitor: Visitor, instance: string): Promise<Buffer> {
  const response = await visitor.fetch(pathOf(OPERATIONS.readPrintedForm, { instance }));
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''.+\.pdf$/);
  return Buffer.from(await response.arrayBuffer());
}

test('a claim on paper: what was filled in, who signed under which heading and when, the same bytes for the same matter', async () => {
  const { clerk, instance } = await signClaim(url, passwords);
  const first = await printed(clerk, instance);
  const text = pdfText(first);
  expect(text).toContain('费用报销审批单');
  expect(text).toContain('¥6,000.00（大写：陆仟元整）');
  expect(text).toContain('发起人：演海若');
  expect(text).toContain('发起部门：信息学院');
  const headings = ['经办人意见', '部门负责人意见', '归口部门意见', '财务部门意见'];
  expect(headings.map((each) => text.includes(each))).toEqual(headings.map(() => true));
  expect(text).not.toContain('集体研究意见');
  expect(text).toMatch(/签字：演观澜 {2}财务处处长 {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
  expect(text).toContain('已核对：票据真实、金额一致');
  expect(text).not.toContain('?');
  expect(first.equals(await printed(clerk, instance))).toBe(true);
  expect(first.length).toBeLessThan(200_000);

  await fileClaim(url, passwords, instance);
  expect(await statusAtEnd(clerk, instance)).toBe('completed');
  const last = pdfText(await printed(clerk, instance));
  expect(last).toContain('状态：已办结');
  expect(last).toContain('¥6,000.00（大写：陆仟元整）');
  expect(last).toContain('监督部门意见');
  expect(/末条留痕摘要：([0-9a-f]{64})/.exec(last)?.[1]).not.toBe(/末条留痕摘要：([0-9a-f]{64})/.exec(text)?.[1]);
  if (process.env.SHOW_FORM !== undefined) {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(process.env.SHOW_FORM, await printed(clerk, instance));
  }

  const stranger = new Visitor(url);
  await stranger.signIn('arts-clerk-a', passwords.get('arts-clerk-a') ?? '');
  expect((await stranger.fetch(pathOf(OPERATIONS.readPrintedForm, { instance }))).status).toBe(404);
}, 120_000);

test('a signature that no longer counts is told as such, and what was written with it', async () => {
  const as = async (login: string): Promise<Visitor> => {
    const visitor = new Visitor(url);
    expect(await visitor.signIn(login, passwords.get(login) ?? '')).toBe(201);
    return visitor;
  };
  const clerk = await as('arts-clerk-a');
  const begun = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Reimbursement', variables: {} } });
  const { instance } = begun.result as { instance: string };
  await clerk.completeOpenItem(instance, { kind: '差旅费', purpose: '演示', people: 1, days: 1 });
  await clerk.attach(instance, '费用票据.txt', '费用票据');
  const claimed = { amount: 12.5, payee: '6222000011112222', budgetLine: '2026-人文学院', invoices: instance };
  await clerk.completeOpenItem(instance, claimed);
  await (await as('arts-head')).completeOpenItem(instance);
  expect(pdfText(await printed(clerk, instance))).toContain('【部门复核：复核】同意部门负责人意见');
  const officer = await as('standards-officer');
  const { items } = await officer.call(OPERATIONS.listItems, { query: { box: 'open' } });
  const own = (items as { instance: string; item: string }[]).find((each) => each.instance === instance);
  const reason = '票据与事项不符';
  await officer.call(OPERATIONS.returnItem, {
    params: { instance, item: own?.item ?? '' },
    body: { target: 'Claim', reason },
  });
  const text = pdfText(await printed(clerk, instance));
  expect(text).toContain('【部门复核：复核】同意（已失效）');
  expect(text).toContain('¥12.50（大写：壹拾贰元伍角整）');
}, 60_000);
