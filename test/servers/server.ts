import type { ChildProcess, StdioOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server as Listener } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private server on the loopback address. It ends with `stop()`, and also when the process that started it dies. */
export interface Server {
  readonly port: number;
  readonly url: string;
  /** Of the process that runs now; undefined while it is down. */
  readonly pid: number | undefined;
  /** Ends the process by a signal (default SIGKILL); resolves when it is gone. Its data stays. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port and data, after ending it if it runs; resolves when it answers. */
  restart(): Promise<void>;
  /** Ends it for good and removes its data. */
  stop(): Promise<void>;
}

/** How a kind of server is started. */
export interface Recipe {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  readonly command: string;
  /** Asked anew at each start. */
  readonly args: () => readonly string[];
  /** Rejects while the server does not answer yet. */
  readonly probe: () => Promise<void>;
}

const START_TIMEOUT = 60_000;
const PROBE_PAUSE = 20;

/** Starts a server by its recipe; resolves when it answers. @throws with the end of its log when it does not. */
export async function startServer(recipe: Recipe): Promise<Server> {
  const guard = new Guard(recipe.folder);
  let child: ChildProcess | undefined;
  const running = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;

  async function start(): Promise<void> {
    const log = openSync(logOf(recipe), 'a');
    const stdio: StdioOptions = ['ignore', log, log];
    child = spawn(recipe.command, [...recipe.args()], { stdio, cwd: recipe.folder });
    closeSync(log);
    // An error of spawn shows as a process without a pid, which the probe reports.
    child.on('error', () => undefined);
    child.unref();
    if (child.pid !== undefined) guard.watch(child.pid);
    await untilReady(recipe, running);
  }
  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!child || !running()) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.ref();
    child.kill(signal);
    await gone;
  }
  async function stop(): Promise<void> {
    await kill();
    guard.dismiss();
    rmSync(recipe.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port: recipe.port,
    url: recipe.url,
    get pid() {
      return running() ? child?.pid : undefined;
    },
    kill,
    async restart() {
      await kill();
      await start();
    },
    stop,
  };
}

/**
 * A shell that waits at the other end of a pipe: when this process ends, however it ends, the pipe closes and the shell kills what it was
 * told to watch.
 */
class Guard {
  private readonly shell: ChildProcess;

  constructor(folder: string) {
    const script = 'while read -r line; do pid=$line; done; [ "$pid" = done ] || { kill -9 $pid; rm -rf "$1"; }';
    this.shell = spawn('sh', ['-c', script, 'guard', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    this.shell.unref();
    (this.shell.stdin as unknown as { unref(): void }).unref();
  }

  watch(pid: number): void {
    this.shell.stdin?.write(`${pid}\n`);
  }

  dismiss(): void {
    this.shell.stdin?.end('done\n');
  }
}

async function untilReady(recipe: Recipe, running: () => boolean): Promise<void> {
  const end = Date.now() + START_TIMEOUT;
  while (Date.now() < end && running()) {
    try {
      await recipe.probe();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PROBE_PAUSE));
    }
  }
  throw new Error(`${recipe.name} did not start:\n${readFileSync(logOf(recipe), 'utf8').slice(-3000)}`);
}

function logOf(recipe: Recipe): string {
  return join(recipe.folder, 'server.log');
}

/** A new folder that other users may look into, as a server that runs as one of them must. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `quanheng-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** Below those that systems give to outgoing connections: between being found free and being listened on, nobody is given one of these by chance. */
const PORTS = { from: 10_240, to: 32_000 };

/** Different ports of the loopback address that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const listeners: Listener[] = [];
  const ports: number[] = [];
  while (ports.length < count) {
    const port = randomInt(PORTS.from, PORTS.to);
    const listener = await listening(port);
    if (listener === null) continue;
    listeners.push(listener);
    ports.push(port);
  }
  await Promise.all(listeners.map((listener) => new Promise((resolve) => listener.close(resolve))));
  return ports;
}

/** null: somebody else does. */
function listening(port: number): Promise<Listener | null> {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    listener.listen(port, '127.0.0.1', () => resolve(listener));
  });
}

/** Sends `text` and resolves with the first answer. Rejects when nobody listens. */
export function ask(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });
}
