import 'reflect-metadata';
import { join } from 'node:path';
import {
  accountsTable,
  composeHost,
  DEMONSTRATION_UNIT,
  demonstrationUnit,
  hasDemonstration,
  listenOrSay,
  openReady,
  runProcess,
  seedDemonstration,
  tourOf,
  worksInApi,
  type Running,
  type Seeded,
  type Start,
} from '@quanheng/host';
import { createServer } from './server.js';

/** The API; in the embedded mode it also does timers, jobs and messages. */
async function start({ config, environment, logger }: Start): Promise<Running> {
  const { database, migrated, close } = await openReady(config);
  if (migrated.length > 0) logger.info({ migrated }, 'the schema was brought up to date');
  const host = composeHost({ config, environment, logger, storage: database });
  const app = await createServer(host);
  const end = async (): Promise<void> => {
    // Side by side: each may take as long as the configuration allows. The door closes when neither has anything left to say.
    await Promise.all([app.close(), host.stopDispatcher()]);
    await host.close();
    await close();
  };
  try {
    const seeded = hasDemonstration(config) ? await seedDemonstration(host) : null;
    const { host: address, port } = config.listen;
    await listenOrSay({ host: address, port, variables: { host: 'QH_HOST', port: 'QH_PORT' } }, (...at) =>
      app.listen(...at),
    );
    const url = config.http.publicUrl ?? (await app.getUrl());
    if (worksInApi(config)) host.startDispatcher(url);
    logger.info({ url }, 'listening');
    if (seeded !== null) greet(url, seeded, config.data);
    return { close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What the one who tries the product out needs to know; passwords are shown at the first start only. */
function greet(url: string, { passwords, file }: Seeded, folder: string): void {
  const drawn = passwords.get(DEMONSTRATION_UNIT);
  const accounts =
    drawn === undefined
      ? `The accounts of the demonstration were shown at the first start; they may still be in ${join(folder, 'demo-accounts.txt')}.`
      : `Accounts of an invented university (演示大学, 人物均为虚构), drawn for this installation; all of them, and those of a small unit, are in ${file ?? folder}:\n\n` +
        accountsTable(tourOf(demonstrationUnit(DEMONSTRATION_UNIT)), drawn);
  process.stdout.write(
    `\nQuanheng 权衡 is ready: ${url}\n${accounts}\n\nSign in there with a browser, or by the API (${url}/api/v1/docs). Ctrl-C ends it.\n\n`,
  );
}

void runProcess(start);
