import type { Logger } from 'pino';
import { StartError } from '../compose/start-error.js';
import { ConfigurationError, readConfiguration, type Config, type Environment } from '../configuration/index.js';
import { createLogger, lines } from '../observe/index.js';

/** Something that works until it is closed. */
export interface Running {
  /** Stops listening, waits for what is under way, lets go of everything. */
  close(): Promise<void>;
}
export interface Start {
  readonly config: Config;
  readonly environment: Environment;
  readonly logger: Logger;
}

const EXIT = { ended: 0, failed: 1, misconfigured: 2, interrupted: 130 } as const;
/** Beyond what the configuration gives to work under way: for closing connections. */
const GRACE = 10_000;

/**
 * The life of a server process: reads the configuration, starts, and ends in order on SIGTERM and SIGINT; a second signal ends it at once. Exit codes: 0
 * ended as asked, 1 could not start or broke, 2 the configuration is not valid, 130 ended without waiting.
 */
export async function runProcess(start: (given: Start) => Promise<Running>): Promise<void> {
  const life = new Life();
  process.on('SIGTERM', (signal) => life.signal(signal));
  process.on('SIGINT', (signal) => life.signal(signal));
  try {
    const config = readConfiguration(process.env);
    const logger = createLogger({ level: config.log.level }, lines());
    life.logger = logger;
    life.patience = config.shutdownSeconds * 1000 + GRACE;
    process.on('uncaughtException', (error) => {
      logger.fatal({ err: error }, 'a fault of the product itself; ending');
      process.exit(EXIT.failed);
    });
    life.begun(await start({ config, environment: process.env, logger }));
  } catch (error) {
    process.stderr.write(`${inWords(error)}\n`);
    process.exit(error instanceof ConfigurationError ? EXIT.misconfigured : EXIT.failed);
  }
}

function inWords(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof StartError) return error.message;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `The product has a fault of its own, please report it: ${detail}`;
}

/** Between the first signal and the end; a signal that comes while the process starts counts when it has started. */
class Life {
  logger: Logger | null = null;
  patience = GRACE;
  private running: Running | null = null;
  private isEnding = false;

  begun(running: Running): void {
    this.running = running;
    if (this.isEnding) void this.end(running);
  }

  signal(name: NodeJS.Signals): void {
    if (this.isEnding) process.exit(EXIT.interrupted);
    this.isEnding = true;
    this.logger?.info({ signal: name }, 'ending');
    if (this.running !== null) void this.end(this.running);
  }

  private async end(running: Running): Promise<void> {
    const impatient = setTimeout(() => {
      this.logger?.error('something did not end in time; ending without it');
      process.exit(EXIT.failed);
    }, this.patience);
    try {
      await running.close();
      this.logger?.info('ended');
      clearTimeout(impatient);
      process.exit(EXIT.ended);
    } catch (error) {
      this.logger?.error({ err: error }, 'could not end in order');
      process.exit(EXIT.failed);
    }
  }
}
