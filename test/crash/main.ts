import { Campaign, type CampaignReport } from './campaign.js';

const USAGE = 'usage: npm run test:crash -- [--kills N] [--seed N]';
const DEFAULT_KILLS = 200;

async function main(args: readonly string[]): Promise<number> {
  const values = { '--kills': DEFAULT_KILLS, '--seed': 1 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i];
    const value = Number(args[i + 1]);
    if ((name !== '--kills' && name !== '--seed') || !Number.isSafeInteger(value) || value < 0) {
      process.stderr.write(`${USAGE}\n`);
      return 3;
    }
    values[name] = value;
  }
  const progress = (text: string): void => void process.stderr.write(`${text}\n`);
  const report = await new Campaign({ seed: values['--seed'], kills: values['--kills'], progress }).run();
  process.stdout.write(readable(report));
  return report.defects.length + report.faults.length === 0 ? 0 : 1;
}

function readable({
  kills,
  commands,
  acknowledged,
  entries,
  items,
  instances,
  seconds,
  defects,
  faults,
}: CampaignReport): string {
  const killed = Object.entries(kills).map(([victim, times]) => `${victim} ${times}`);
  const found = [
    ...defects.map(({ check, where, message }) => `  ${check} ${where}: ${message}`),
    ...faults.map((fault) => `  fault: ${fault}`),
  ];
  return [
    `killed: ${killed.join(', ')}; ${Math.round(seconds)} s`,
    `${commands} commands, ${acknowledged} answered; ${instances} instances, ${entries} entries, ${items} work items`,
    found.length === 0 ? 'no defect' : `${found.length} defects:`,
    ...found.slice(0, 50),
    '',
  ].join('\n');
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
