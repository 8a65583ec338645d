import { engineSuite, type EngineReport } from './engine/suite.js';

const USAGE = 'usage: npm run bench -- engine [--json]';

async function main(args: readonly string[]): Promise<number> {
  const known = args.every((arg) => arg === 'engine' || arg === '--json');
  if (!known || !args.includes('engine')) {
    process.stderr.write(`${USAGE}\n`);
    return 3;
  }
  const report = await engineSuite((text) => process.stderr.write(`${text}\n`));
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(report)}\n` : readable(report));
  return 0;
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
