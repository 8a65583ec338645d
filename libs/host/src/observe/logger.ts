import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Log } from '@quanheng/jobs';

/** Names under which secrets travel, wherever in a logged object they stand up to two levels deep. */
const SECRET_NAMES = [
  'password',
  'newPassword',
  'oldPassword',
  'token',
  'secret',
  'hash',
  'cookie',
  'set-cookie',
  'authorization',
  'idempotency-key',
  'x-csrf-token',
  'code_verifier',
  'client_secret',
];
const quoted = (name: string) => (/^\w+$/.test(name) ? `.${name}` : `["${name}"]`);
const REDACTED = SECRET_NAMES.flatMap((name) => [
  quoted(name).replace(/^\./, ''),
  `*${quoted(name)}`,
  `*.*${quoted(name)}`,
]);

/** What identifies a request in a log: never its query, its headers or its body, which may hold secrets and personal data. */
export function createLogger(options: Pick<LoggerOptions, 'level'> = {}, stream?: DestinationStream): Logger {
  const all: LoggerOptions = {
    level: options.level ?? 'info',
    redact: { paths: REDACTED, censor: '[secret]' },
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, path: url.split('?', 1)[0] }),
      err: pino.stdSerializers.err,
    },
  };
  return stream === undefined ? pino(all) : pino(all, stream);
}

/**
 * Where the lines of a server process go: together, which costs less than one by one. None waits longer than
 * `LATEST`, none that was written is lost when the process ends by itself, and beyond `MOST_WAITING` what nobody reads is dropped rather than kept.
 */
export function lines(dest: number | string = STANDARD_OUTPUT): DestinationStream {
  return pino.destination({ dest, sync: false, minLength: 8192, periodicFlush: LATEST, maxLength: MOST_WAITING });
}
const STANDARD_OUTPUT = 1;
/** Milliseconds. */
const LATEST = 200;
/** Bytes. */
const MOST_WAITING = 16 * 1024 * 1024;

/** The logger as dispatchers and bells use it. */
export function logOf(logger: Logger): Log {
  return {
    warn: (message, about) => logger.warn(about, message),
    error: (message, about) => logger.error(about, message),
  };
}
