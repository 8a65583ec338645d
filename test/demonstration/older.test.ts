import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeHost, createLogger, openReady, readConfiguration, seedDemonstration } from '@quanheng/host';
import type { Command, Principal } from '@quanheng/runtime';

const SEED: Principal = { kind: 'system', name: 'seed' };

test('a demonstration that an earlier version founded is started as it is, without the process that does not go with it', async () => {
  const data = mkdtempSync(join(tmpdir(), 'quanheng-older-'));
  const environment = { QH_DATA: data };
  const config = readConfiguration(environment);
  const { database, close } = await openReady(config);
  const told: string[] = [];
  const logger = createLogger({ level: 'warn' }, { write: (line: string) => void told.push(line) });
  const host = composeHost({ config, environment, logger, storage: database });
  const give = async (principal: Principal, command: Command): Promise<void> => {
    const answer = await host.door.execute({ unit: 'demo', principal, command });
    expect(answer).toMatchObject({ status: 'accepted' });
  };
  await seedDemonstration(host);
  const { queries } = host.storage;
  const { digest } = (await queries.startable('demo', 'Procurement'))!;
  const publisher = { kind: 'person', person: 'publisher', account: 'publisher', authenticatedAt: Date.now() } as const;
  await give(publisher, { kind: 'retire', definition: digest });
  const view = await host.organisation.view('demo', await queries.organisationVersion('demo'));
  const changes = view
    .facts('threshold', Date.now())
    .filter(({ id }) => id.startsWith('gp.'))
    .map(({ id }) => ({ change: 'end', kind: 'threshold', id, at: Date.now() - 60_000 }) as const);
  await give(SEED, { kind: 'changeOrganisation', changes });

  const again = await seedDemonstration(host);
  expect(again.passwords.size).toBe(0);
  expect(await queries.startable('demo', 'Procurement')).toBeNull();
  expect(await queries.startable('demo', 'Reimbursement')).not.toBeNull();
  expect(told.join()).toContain('a process does not go with the demonstration that is there');
  await host.close();
  await close();
  rmSync(data, { recursive: true });
}, 300_000);
