import { readableDurable } from './durable/readable.js';
import { durableSuite, type DurableOptions } from './durable/suite.js';
import { engineSuite, type EngineReport } from './engine/suite.js';
import { guardSuite, readableGuard } from './guard/suite.js';
import { readableStaffing, staffingSuite } from './staffing/suite.js';
import { readableVerify, verifySuite } from './verify/suite.js';
import { readableWeb, webSuite } from './web/suite.js';

const USAGE =
  'usage: npm run bench -- engine|guard|staffing|verify|web|durable [--only NAME] [--size FINISHED] [--json]';

async function main(args: readonly string[]): Promise<number> {
  const asked = read(args);
  if (asked === null) {
    process.stderr.write(`${USAGE}\n`);
    return 3;
  }
  const progress = (text: string): void => void process.stderr.write(`${text}\n`);
  if (asked.suite === 'engine') {
    const report = await engineSuite(progress);
    process.stdout.write(asked.isJson ? `${JSON.stringify(report)}\n` : readable(report));
  } else if (asked.suite === 'guard') {
    const report = await guardSuite(progress);
    process.stdout.write(asked.isJson ? `${JSON.stringify(report)}\n` : readableGuard(report));
  } else if (asked.suite === 'staffing') {
    const report = staffingSuite(progress);
    process.stdout.write(asked.isJson ? `${JSON.stringify(report)}\n` : readableStaffing(report));
  } else if (asked.suite === 'verify') {
    const report = await verifySuite(progress);
    process.stdout.write(asked.isJson ? `${JSON.stringify(report)}\n` : readableVerify(report));
  } else if (asked.suite === 'web') {
    const report = await webSuite(progress);
    process.stdout.write(asked.isJson ? `${JSON.stringify(report)}\n` : readableWeb(report));
  } else {
    const report = await durableSuite(progress, asked);
    process.stdout.write(asked.isJson ? `${JSON.stringify(report)}\n` : readableDurable(report));
  }
  return 0;
}

interface Asked extends DurableOptions {
  readonly suite: 'engine' | 'guard' | 'staffing' | 'verify' | 'web' | 'durable';
  readonly isJson: boolean;
}

const PLAIN = ['engine', 'guard', 'staffing', 'verify', 'web'] as const;
/** Without options. */
function isPlain(suite: string | undefined): suite is (typeof PLAIN)[number] {
  return PLAIN.some((each) => each === suite);
}

function read(args: readonly string[]): Asked | null {
  const rest = args.filter((arg) => arg !== '--json');
  const isJson = rest.length < args.length;
  const [suite, ...options] = rest;
  if (isPlain(suite)) return options.length === 0 ? { suite, isJson } : null;
  if (suite !== 'durable' || options.length % 2 === 1) return null;
  let asked: Asked = { suite, isJson };
  for (let i = 0; i < options.length; i += 2) {
    const [name, value = ''] = options.slice(i);
    const size = Number(value);
    if (name === '--only') asked = { ...asked, only: value };
    else if (name === '--size' && Number.isSafeInteger(size) && size >= 10) {
      asked = { ...asked, sizes: { finished: size, waiting: Math.ceil(size / 10) } };
    } else return null;
  }
  return asked;
}

function readable(report: EngineReport): string {
  const rows = report.results.map(({ name, value, unit, peer, ratio }) =>
    [name.padEnd(18), number(value), unit.padEnd(15), number(peer.value), `${ratio.toFixed(1)}x`.padStart(9)].join(' '),
  );
  const scales = report.scaling.map(
    ({ name, unit, points, growth }) =>
      `${name.padEnd(18)} ${points.map(({ size, cost }) => `${size}: ${cost.toFixed(2)}`).join('  ')} ${unit}, growth ${growth.toFixed(2)}`,
  );
  return [
    [
      'engine'.padEnd(18),
      'quanheng'.padStart(12),
      ' '.repeat(15),
      'bpmn-engine'.padStart(12),
      'ratio'.padStart(9),
    ].join(' '),
    ...rows,
    `${'JSON of a waiting instance'.padEnd(31)} ${report.jsonBytes.value} bytes, peer ${report.jsonBytes.peer.value}`,
    ...scales,
    '',
  ].join('\n');
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en').padStart(12);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
