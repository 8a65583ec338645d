import { readableDurable } from './durable/readable.js';
import { durableSuite } from './durable/suite.js';
import { engineSuite, type EngineReport } from './engine/suite.js';

const USAGE = 'usage: npm run bench -- engine|durable [--only NAME] [--json]';

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
  } else {
    const report = await durableSuite(progress, asked.only);
    process.stdout.write(asked.isJson ? `${JSON.stringify(report)}\n` : readableDurable(report));
  }
  return 0;
}

interface Asked {
  readonly suite: 'engine' | 'durable';
  readonly isJson: boolean;
  /** How the names of the results begin that are wanted; of the durable suite only. */
  readonly only?: string;
}

function read(args: readonly string[]): Asked | null {
  const rest = args.filter((arg) => arg !== '--json');
  const [suite, option, only] = rest;
  const isJson = rest.length < args.length;
  if (suite === 'engine' && rest.length === 1) return { suite, isJson };
  if (suite !== 'durable') return null;
  if (rest.length === 1) return { suite, isJson };
  return option === '--only' && only !== undefined && rest.length === 3 ? { suite, isJson, only } : null;
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
