import 'reflect-metadata';
import { once } from 'node:events';
import { NestFactory } from '@nestjs/core';
import {
  composeHost,
  isEmbedded,
  listenOrSay,
  openReady,
  runProcess,
  StartError,
  type Running,
  type Start,
} from '@quanheng/host';
import { statusServer } from './status-server.js';
import { WorkerModule } from './worker.module.js';

/** Timers, jobs and messages; any number of them side by side, each with a port of its own for health and metrics. */
async function start({ config, environment, logger }: Start): Promise<Running> {
  if (isEmbedded(config)) {
    throw new StartError(
      'A worker needs a database server: set QH_DATABASE_URL. In the embedded mode the API does the work of a worker itself.',
    );
  }
  const { database, close } = await openReady(config);
  const host = composeHost({ config, environment, logger, storage: database });
  const app = await NestFactory.createApplicationContext(WorkerModule.over(host), { logger: false });
  const status = statusServer(host);
  const end = async (): Promise<void> => {
    await host.close();
    status.close();
    status.closeAllConnections();
    await app.close();
    await close();
  };
  try {
    const { host: address, port } = config.worker;
    await listenOrSay(
      { host: address, port, variables: { host: 'QH_WORKER_HOST', port: 'QH_WORKER_PORT' } },
      (...at) => {
        status.listen(...at);
        return once(status, 'listening');
      },
    );
    host.startDispatcher();
    logger.info({ address: status.address() }, 'working');
    return { close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

void runProcess(start);
