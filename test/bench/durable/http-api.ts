import { fork, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import type { Door } from '@quanheng/runtime/ports';
import { CLERKS, SEED, UNIT } from '../../simulation/world/office.js';
import { freePorts } from '../../servers/index.js';
import type { MysqlTransaction } from './mysql-limit.js';
import type { SqliteUse } from './sqlite-limit.js';

const PASSWORD = 'correct horse battery staple';
const ENTRY = join(__dirname, '../../../apps/api/src/main.js');
const RECORDER = join(__dirname, 'recorder.js');
const START_TIMEOUT = 60_000;

/** Lets the clerks of the office sign in. Once, before the API starts. */
export async function givePasswords(door: Door): Promise<void> {
  const secret = await hash(PASSWORD);
  const changes = CLERKS.map((id) => ({
    change: 'credential' as const,
    account: `acc-${id}`,
    hash: secret,
    mustChange: false,
  }));
  const answer = await door.execute({ command: { kind: 'changeOrganisation', changes }, principal: SEED, unit: UNIT });
  if (answer.status !== 'accepted') throw new Error(`no passwords: ${JSON.stringify(answer)}`);
}

export interface Recordings {
  readonly mysql: readonly MysqlTransaction[];
  readonly sqlite: readonly SqliteUse[];
}

/** The API as it is shipped, in a process of its own. */
export class ApiProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** `settings`: where its database is. @throws when it does not answer in time */
  static async start(settings: Readonly<Record<string, string>>): Promise<ApiProcess> {
    const [port = 0] = await freePorts(1);
    const env = {
      ...process.env,
      QH_PORT: String(port),
      QH_UNIT: UNIT,
      QH_DEMONSTRATION: 'false',
      QH_REQUESTS_PER_PERSON: '1000000',
      QH_REQUESTS_PER_ADDRESS: '1000000',
      ...settings,
    };
    const child = fork(ENTRY, {
      execArgv: ['--max-semi-space-size=64', '--require', RECORDER],
      env,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const api = new ApiProcess(child, port);
    const end = Date.now() + START_TIMEOUT;
    while (!(await api.answers())) {
      if (child.exitCode !== null || Date.now() > end) throw new Error('the API did not start');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return api;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async record(): Promise<void> {
    await this.order('start');
  }

  async recorded(): Promise<Recordings> {
    return (await this.order('stop')) as Recordings;
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
  }

  private order(order: 'start' | 'stop'): Promise<unknown> {
    return new Promise((resolve) => {
      this.child.once('message', resolve);
      this.child.send(order);
    });
  }

  private async answers(): Promise<boolean> {
    try {
      await exchange(this.port, new Agent(), 'GET', '/session', {}, null);
      return true;
    } catch {
      return false;
    }
  }
}

/** One person who has signed in, over one connection. */
export class SignedIn {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private headers: Readonly<Record<string, string>> = {};

  constructor(private readonly port: number) {}

  async signIn(client: number): Promise<void> {
    const login = CLERKS[client % CLERKS.length] ?? CLERKS[0];
    const { body, cookie } = await exchange(
      this.port,
      this.agent,
      'POST',
      '/session',
      {},
      { login, password: PASSWORD },
    );
    const { csrfToken } = body as { readonly csrfToken: string };
    this.headers = { cookie, 'x-csrf-token': csrfToken };
  }

  async start(): Promise<string> {
    const body = await this.post('/instances', { process: 'TwoTasks', variables: { amount: 800 } });
    const { instance } = (body as { readonly result: { readonly instance: string } }).result;
    return instance;
  }

  async complete(instance: string, item: string): Promise<void> {
    await this.post(`/instances/${instance}/items/${item}/complete`, { variables: { approved: true } });
  }

  /** Asks who is signed in. */
  async look(): Promise<void> {
    await this.ask('GET', '/session', null);
  }

  close(): void {
    this.agent.destroy();
  }

  private post(path: string, sent: unknown): Promise<unknown> {
    return this.ask('POST', path, sent);
  }

  private async ask(method: string, path: string, sent: unknown): Promise<unknown> {
    const { status, body } = await exchange(this.port, this.agent, method, path, this.headers, sent);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
}

interface Exchanged {
  readonly status: number;
  readonly body: unknown;
  readonly cookie: string;
}

function exchange(
  port: number,
  agent: Agent,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  sent: unknown,
): Promise<Exchanged> {
  const text = sent === null ? '' : JSON.stringify(sent);
  const described = sent === null ? headers : { ...headers, 'content-type': 'application/json' };
  const options = { host: '127.0.0.1', port, agent, method, path: `/api/v1${path}`, headers: described };
  return new Promise((resolve, reject) => {
    const asked = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const received = Buffer.concat(chunks).toString();
        const cookie = (response.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
        resolve({ status: response.statusCode ?? 0, body: received === '' ? null : JSON.parse(received), cookie });
      });
    });
    asked.on('error', reject);
    asked.end(text);
  });
}
