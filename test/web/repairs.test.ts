import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS } from '@quanheng/contracts';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { openOffice } from './product.js';
import { take } from './steps.js';

const drawing = (
  task: string,
): string => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
  <process id="Posting" name="入账登记(演示)" isExecutable="true"><startEvent id="Start"/>
  <userTask id="Register" name="${task}"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>
  <serviceTask id="Tell" name="通知财务系统" qh:handler="http:ledger" qh:retries="3"/>
  <intermediateCatchEvent id="Wait" name="等待入账"><timerEventDefinition id="T"><timeDuration xsi:type="tFormalExpression">PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <endEvent id="End"/>
  <sequenceFlow id="a" sourceRef="Start" targetRef="Register"/><sequenceFlow id="b" sourceRef="Register" targetRef="Tell"/>
  <sequenceFlow id="c" sourceRef="Tell" targetRef="Wait"/><sequenceFlow id="d" sourceRef="Wait" targetRef="End"/></process></definitions>`;

describeWithServer(['chromium'], 'an operator puts right what has gone wrong', () => {
  const settings = mkdtempSync(join(tmpdir(), 'quanheng-settings-'));
  const config = join(settings, 'quanheng.config.json');
  /** What the other system answers. */
  let status = 200;
  let ledger: Server;
  beforeAll(async () => {
    ledger = createServer((request, response) =>
      request.resume().on('end', () => response.writeHead(status).end('{}')),
    );
    await new Promise<void>((resolve) => ledger.listen(0, '127.0.0.1', resolve));
    const { port } = ledger.address() as AddressInfo;
    const endpoints = [{ name: 'ledger', method: 'POST', url: `http://127.0.0.1:${port}/postings`, calls: 1 }];
    const hosts = [{ host: '127.0.0.1', private: true }];
    writeFileSync(config, JSON.stringify({ jobs: { endpoints, hosts } }));
  });
  afterAll(() => {
    ledger.close();
    rmSync(settings, { recursive: true });
  });
  const office = openOffice({ QH_CONFIG: config });
  beforeAll(() => published('登记'));

  async function published(task: string): Promise<void> {
    const designer = await office.clerk('designer');
    const resources = [{ name: 'posting.bpmn', text: drawing(task) }];
    const { result } = await designer.call(OPERATIONS.deploy, { body: { name: task, resources } });
    const { deployment } = result as { deployment: string };
    await (await office.clerk('publisher')).call(OPERATIONS.publish, { params: { deployment }, body: {} });
  }
  async function registered(): Promise<string> {
    const clerk = await office.clerk('clerk-a');
    const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'Posting' } });
    return (result as { instance: string }).instance;
  }
  const complete = async (instance: string): Promise<string> =>
    (await office.clerk('clerk-a')).completeOpenItem(instance);
  const row = (page: Page, table: string) => page.getByRole('table', { name: table }).getByRole('row');

  test('a step that failed tries again once its cause is gone, a job at once, and the timer behind it is told of', async () => {
    status = 404;
    await complete(await registered());
    const sitter = await office.sit('operator', '/operations');
    const { page } = sitter;
    await row(page, '异常').filter({ hasText: '通知财务系统' }).getByRole('button').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByText(/404/).waitFor();
    await panel.getByRole('button', { name: '重试该环节' }).click();
    await panel.getByText('请写明处理情况').waitFor();
    expect(await sitter.barriers()).toEqual([]);
    status = 200;
    await panel.getByLabel('处理情况').fill('财务系统地址已更正(演示)');
    await panel.getByRole('button', { name: '重试该环节' }).click();
    await page.getByText('已重试。').waitFor();
    await page.getByText('没有异常').waitFor();
    await page.getByRole('tab', { name: '定时器' }).click();
    await row(page, '定时器').filter({ hasText: '等待入账' }).filter({ hasText: '入账登记(演示)' }).waitFor();

    status = 503;
    await complete(await registered());
    await page.getByRole('tab', { name: '作业' }).click();
    const job = row(page, '作业').filter({ hasText: 'http:ledger' }).filter({ hasText: '通知财务系统' });
    await job.getByText(/503/).waitFor();
    expect(await sitter.barriers()).toEqual([]);
    status = 200;
    await job.getByRole('button', { name: '立即重试' }).click();
    await page.getByText('已安排立即重试。').waitFor();
    // What a server does by itself is seen in a while.
    await page.getByText('没有等待的作业').waitFor();
  });

  test('a matter that stands on an incident is suspended until its cause is found, and goes on afterwards', async () => {
    status = 404;
    await complete(await registered());
    const { page } = await office.sit('operator', '/operations');
    await row(page, '异常').filter({ hasText: '通知财务系统' }).getByRole('button').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByLabel('处理情况').fill('等财务系统恢复(演示)');
    await panel.getByRole('button', { name: '挂起', exact: true }).click();
    await page.getByText('已挂起该事项').waitFor();
    await page.getByRole('tab', { name: '挂起与隔离' }).click();
    await row(page, '已挂起').filter({ hasText: '入账登记' }).getByRole('button').first().click();
    await panel.getByLabel('理由').fill('财务系统已恢复(演示)');
    await panel.getByRole('button', { name: '激活' }).click();
    await page.getByText('没有挂起的事项').waitFor();
    await page.getByRole('tab', { name: '异常' }).click();
    await row(page, '异常').filter({ hasText: '通知财务系统' }).waitFor();
  });

  test('a matter whose state cannot be read is set aside with the act that met it, and goes on when it was mended', async () => {
    const instance = await registered();
    const database = new Database(join(office.folder, 'data', 'quanheng.sqlite'));
    const read = database.prepare('SELECT work, last_leaf FROM instances WHERE id = ?');
    const write = database.prepare('UPDATE instances SET work = ?, last_leaf = ? WHERE id = ?');
    const before = read.get(instance) as { work: string; last_leaf: Buffer };
    // As after a fault of the disk; with a last entry that the server does not remember the state of.
    write.run('{}', Buffer.alloc(32, 1), instance);
    await expect(complete(instance)).rejects.toThrow(/quarantin/);
    const sitter = await office.sit('operator', '/operations/halted');
    const { page } = sitter;
    const aside = row(page, '已隔离').filter({ hasText: instance });
    await aside.getByText(/办理|完成|提交/).waitFor();
    const { last_leaf: leaf } = read.get(instance) as { last_leaf: Buffer };
    write.run(before.work, leaf, instance);
    database.close();
    await aside.getByRole('button').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByLabel('理由').fill('已按备份恢复(演示)');
    expect(await sitter.barriers()).toEqual([]);
    await panel.getByRole('button', { name: '解除隔离' }).click();
    await page.getByText('已解除隔离，按原状继续。').waitFor();
    await page.getByText('没有被隔离的事项').waitFor();
  });

  test('a matter goes on with another version', async () => {
    const instance = await registered();
    await published('登记并核对');
    const sitter = await office.sit('operator', '/operations/migration');
    const { page } = sitter;
    await page.getByRole('combobox', { name: '流程' }).click();
    await take(page, '入账登记');
    await page.getByRole('combobox', { name: '迁移到' }).click();
    await take(page, '第 2 版');
    const clerk = await office.clerk('clerk-a');
    const { number } = (await clerk.call(OPERATIONS.readInstance, { params: { instance } })) as { number: string };
    const own = row(page, '版本迁移').filter({ hasText: number });
    await own.getByText('现按第 1 版').waitFor();
    expect(await sitter.barriers()).toEqual([]);
    await own.getByRole('button', { name: '迁移' }).click();
    await own.getByText('现按第 2 版').waitFor();
    await complete(instance);
  });
});
