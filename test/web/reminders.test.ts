import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { describeWithServer } from '../servers/describe.js';
import { claim, JOURNEY } from './claims.js';
import { openOffice } from './product.js';
import { deskOf } from './steps.js';

const SECRET = 'a secret of both (演示)';
const MAILBOX = 'head@office.example';
/** Milliseconds: the product looks every second, and machines are slow. */
const PATIENCE = 60_000;
const LOOK = 100;

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describeWithServer(['chromium'], 'reminders that leave the product', () => {
  const settings = mkdtempSync(join(tmpdir(), 'quanheng-settings-'));
  const config = join(settings, 'quanheng.config.json');
  const letters: { readonly to: readonly string[]; readonly text: string }[] = [];
  const calls: Call[] = [];
  let mail: SMTPServer;
  let messenger: Server;

  beforeAll(async () => {
    mail = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const [, body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
          const to = session.envelope.rcptTo.map(({ address }) => address);
          letters.push({ to, text: Buffer.from(body, 'base64').toString() });
          callback();
        });
      },
    });
    messenger = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => void mail.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => void messenger.listen(0, '127.0.0.1', resolve));
    const smtp = `smtp://127.0.0.1:${(mail.server.address() as AddressInfo).port}`;
    const webhook = `http://127.0.0.1:${(messenger.address() as AddressInfo).port}/hook`;
    const hosts = [{ host: '127.0.0.1', private: true }];
    const reminders = { smtp, webhook, from: 'quanheng@office.example' };
    writeFileSync(config, JSON.stringify({ jobs: { hosts }, reminders }));
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => mail.close(resolve));
    messenger.closeAllConnections();
    await new Promise((resolve) => messenger.close(resolve));
    rmSync(settings, { recursive: true });
  });
  const office = openOffice({ QH_CONFIG: config, QH_REMINDER_SECONDS: '1', QH_WEBHOOK_SECRET: SECRET });

  async function arrived<T>(things: readonly T[], isIt: (thing: T) => boolean): Promise<T> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const found = things.find(isIt);
      if (found !== undefined) return found;
      await after(LOOK);
    }
    throw new Error(`it did not come, but ${JSON.stringify(things)}`);
  }

  test('are chosen on one’s page, come by e-mail and to the messenger, and their link leads to the work', async () => {
    const sitter = await office.sit('business-head', '/account');
    const { page } = sitter;
    const opened = page.getByRole('group', { name: '新待办' });
    await opened.getByRole('checkbox', { name: '邮件' }).check();
    await opened.getByRole('checkbox', { name: '消息接口' }).check();
    const mailbox = page.getByLabel('接收邮件的地址');
    await mailbox.fill('head@elsewhere.example');
    await page.getByRole('button', { name: '保存提醒设置' }).click();
    await page.getByRole('alert').filter({ hasText: 'office.example' }).waitFor();
    await mailbox.fill(MAILBOX);
    await page.getByRole('button', { name: '保存提醒设置' }).click();
    await page.getByText('提醒设置已保存').waitFor();
    expect(await sitter.barriers()).toEqual([]);

    const instance = await claim(office, { ...JOURNEY, purpose: '保密的事由(演示)' });
    const letter = await arrived(letters, ({ text }) => text.includes(instance));
    expect(letter.to).toEqual([MAILBOX]);
    expect(letter.text).toContain('费用报销');
    expect(letter.text).not.toMatch(/保密的事由|6000|6222000011112222/);
    const { headers, body } = await arrived(calls, (call) => call.body.includes(instance));
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`);
    expect(body).not.toMatch(/保密的事由|6000|6222000011112222/);

    const [link = ''] = /https?:\/\/\S+/.exec(letter.text) ?? [];
    expect(link).toBe((JSON.parse(body) as { link: string }).link);
    await page.goto(link);
    await deskOf(page, /部门复核/)
      .getByRole('button', { name: '同意', exact: true })
      .waitFor();
    await page.getByText('保密的事由(演示)').first().waitFor();
  });
});
