import {
  InProcessBell,
  RedisBell,
  RedisProbe,
  Ringer,
  RingingBell,
  type Dispatcher,
  type HandlerRegistry,
} from '@quanheng/jobs';
import { createPolicy } from '@quanheng/policy';
import {
  InstanceJobReader,
  MessageCourier,
  NODE_HASHING,
  NODE_SURROUNDINGS,
  OrganisationCache,
  Runtime,
  type Bell,
  type Door,
  type Surroundings,
} from '@quanheng/runtime';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { Config, Environment } from '../configuration/index.js';
import { choresOf, Housekeeper } from '../housekeeping/index.js';
import { composeReminder } from '../reminders/index.js';
import { proofThreads } from '../proving/index.js';
import { logOf, Metrics, ObservedCourier, ObservedDoor, ObservedStore } from '../observe/index.js';
import { dispatcherOf, handlersOf, watchDispatcher } from './dispatch.js';
import { shippedProfiles } from './profiles.js';
import { redisAddress } from './redis.js';
import type { Storage } from './storage.js';

/** What must answer for the process to be ready. */
export interface Readiness {
  readonly name: string;
  /** Rejects when it does not. */
  readonly check: () => Promise<void>;
}

/** Everything behind the applications: made once a process. */
export interface Host {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly surroundings: Surroundings;
  readonly storage: Storage;
  readonly runtime: Runtime;
  readonly door: Door;
  readonly organisation: OrganisationCache;
  readonly bell: Bell;
  readonly handlers: HandlerRegistry;
  readonly readiness: readonly Readiness[];
  /**
   * Starts to do timers, jobs and messages in this process, to remind people and to tidy up.
   * @param address how browsers reach the product, where the configuration does not say
   */
  startDispatcher(address?: string): void;
  /** Does no further timers, jobs and messages, and waits for those under way. */
  stopDispatcher(): Promise<void>;
  /** Takes no further work, waits for what is under way, and lets go of everything but the storage. */
  close(): Promise<void>;
}

export interface HostParts {
  readonly config: Config;
  readonly environment: Environment;
  readonly logger: Logger;
  readonly storage: Storage;
}

/** Puts the parts together as the configuration says. Nothing works yet: see `startDispatcher`. */
export function composeHost({ config, environment, logger, storage }: HostParts): Host {
  const metrics = new Metrics(new Registry());
  const surroundings = NODE_SURROUNDINGS;
  const { queries, workSource } = storage;
  const store = new ObservedStore(storage.store, metrics);
  const bell = bellOf(config, logger);
  const handlers = handlersOf(config, environment, metrics, surroundings);
  const organisation = new OrganisationCache(queries);
  const prover = proofThreads(config.runtime.proofSeconds * 1000, (error) => {
    metrics.faults.inc({ kind: 'proof' });
    logger.error({ kind: 'proof', err: error }, 'fault');
  });
  const runtime = new Runtime(
    {
      store,
      queries,
      surroundings,
      policy: createPolicy({
        effects: (handler) => handlers.get(handler)?.effect,
        profiles: shippedProfiles(),
        digest: (text) => NODE_HASHING.text(text),
      }),
      organisation,
      ...(prover === null ? {} : { prover }),
      bell,
      zone: config.zone,
      report: ({ kind, subject, error }) => {
        metrics.faults.inc({ kind });
        logger.error({ kind, subject, err: error }, 'fault');
      },
    },
    {
      limits: { batch: config.runtime.batch, waiting: config.runtime.waiting },
      cachedInstances: config.runtime.cachedInstances,
    },
  );
  const door = new ObservedDoor(runtime, metrics);
  const courier = new MessageCourier(door, store, queries, runtime.catalogue, surroundings);
  const redis = redisAddress(config);
  const probe = redis === null ? null : new RedisProbe(redis, logOf(logger));
  let dispatcher: Dispatcher | null = null;
  const housekeeper = new Housekeeper({
    chores: choresOf(config, storage),
    every: config.housekeeping.seconds * 1000,
    ...{ surroundings, metrics, logger },
  });
  const remindFrom = composeReminder({
    ...{ config, storage, surroundings, metrics, logger },
    organisation: {
      view: async (unit) => organisation.view(unit, await queries.organisationVersion(unit)),
    },
  });
  let reminder: ReturnType<typeof remindFrom> | null = null;
  watchStorage(metrics, storage, surroundings);
  watchDoor(metrics, runtime, config);
  let stopped: Promise<unknown> | null = null;
  const stopDispatcher = async (): Promise<void> => {
    stopped ??= Promise.all([dispatcher?.stop(), reminder?.stop(), housekeeper.stop()]);
    await stopped;
  };
  return {
    ...{ config, logger, metrics, surroundings, storage, runtime, door, organisation, bell, handlers },
    readiness: [
      {
        name: 'database',
        check: async () => {
          await queries.units();
        },
      },
      ...(probe === null ? [] : [{ name: 'redis', check: () => probe.check() }]),
    ],
    startDispatcher: (address) => {
      dispatcher = dispatcherOf(config, {
        source: workSource,
        door,
        reader: new InstanceJobReader(queries, runtime.catalogue),
        courier: new ObservedCourier(courier, metrics, surroundings),
        handlers,
        surroundings,
        log: logOf(logger),
        bell,
      });
      watchDispatcher(metrics, dispatcher);
      dispatcher.start();
      housekeeper.start();
      reminder = remindFrom(config.http.publicUrl ?? address ?? null);
      reminder.start();
    },
    stopDispatcher,
    close: async () => {
      // Handlers end before the door closes: what they have done must be told.
      await stopDispatcher();
      await runtime.close();
      await prover?.close();
      await bell.close();
      probe?.close();
    },
  };
}

/** Within the process, or between processes by Redis, with rings for the workers. */
function bellOf(config: Config, logger: Logger): Bell {
  const log = logOf(logger);
  const redis = redisAddress(config);
  if (redis === null) return new InProcessBell(log);
  return new RingingBell(new RedisBell(redis, log), new Ringer(redis, NODE_SURROUNDINGS, log));
}

/** What waits for a transaction, and how often one had to be begun anew. */
function watchDoor(metrics: Metrics, runtime: Runtime, { runtime: { waiting } }: Config): void {
  const stats = () => runtime.stats();
  metrics.watch('quanheng_commands_waiting', 'Commands that wait for a transaction', () => stats().waiting);
  metrics.watch('quanheng_commands_waiting_limit', 'Commands that may wait; more are answered busy', () => waiting);
  metrics.watch(
    'quanheng_transactions_retried',
    'Transactions that were begun anew because the database made them give way',
    () => stats().retries,
  );
  metrics.watch(
    'quanheng_batches_taken_apart',
    'Batches whose commands went alone because they failed together',
    () => stats().takenApart,
  );
}

/** Rows of a kind that are counted at most when somebody looks: more are far too many anyway. */
const COUNTED = 10_000;

/** What is due and how late it is; every question is answered by an index, and by few rows of it. */
function watchStorage(metrics: Metrics, { store, workSource }: Storage, surroundings: Surroundings): void {
  const late = async (next: Promise<number | null>): Promise<number> => {
    const due = await next;
    return due === null ? 0 : Math.max(0, surroundings.now() - due) / 1000;
  };
  metrics.watch('quanheng_timers_late_seconds', 'How long the oldest timer has been due', () =>
    late(workSource.nextTimer(0)),
  );
  metrics.watch('quanheng_jobs_late_seconds', 'How long the oldest job has been due', () =>
    late(workSource.nextJob(0)),
  );
  metrics.watch(
    'quanheng_outbox_late_seconds',
    'How long the oldest message or signal has waited for its delivery',
    () => late(workSource.oldestOutbox()),
  );
  metrics.watchKinds(
    'quanheng_due',
    `Timers, jobs, jobs of external workers and rows of the outbox that are due and that nobody has taken, counted up to ${COUNTED}`,
    async () => ({ ...(await workSource.due(surroundings.now(), COUNTED)) }),
  );
  metrics.watch('quanheng_transactions_limit', 'Transactions that the store takes side by side', () => store.writers);
}
