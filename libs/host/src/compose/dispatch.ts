import {
  inProcessDispatcher,
  queueDispatcher,
  registerHttpEndpoints,
  type Dispatcher,
  type DispatcherParts,
  type DispatchSettings,
  type HandlerRegistry,
  type HttpEndpoint,
} from '@quanheng/jobs';
import type { Bell, Surroundings } from '@quanheng/runtime/ports';
import { secretsFrom, type Config, type Environment } from '../configuration/index.js';
import { ObservedHandlers, type Metrics } from '../observe/index.js';
import { redisAddress } from './redis.js';
import { StartError } from './start-error.js';

/** Does the API also do the work of a worker? */
export function worksInApi(config: Config): boolean {
  return config.jobs.inApi ?? redisAddress(config) === null;
}

/** Handlers of the configured endpoints. @throws StartError when an endpoint cannot be. */
export function handlersOf(
  config: Config,
  environment: Environment,
  metrics: Metrics,
  surroundings: Surroundings,
): HandlerRegistry {
  const handlers = new ObservedHandlers(metrics);
  const { endpoints, hosts } = config.jobs;
  try {
    registerHttpEndpoints(
      handlers,
      { endpoints: endpoints.map(exactly<HttpEndpoint>), hosts: hosts.map(exactly), secret: secretsFrom(environment) },
      surroundings,
    );
  } catch (error) {
    throw new StartError(`jobs.endpoints: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return handlers;
}

/** Without the members that are absent. */
function exactly<T extends object>(given: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

export function dispatcherOf(config: Config, parts: DispatcherParts & { readonly bell: Bell }): Dispatcher {
  const redis = redisAddress(config);
  const all = { ...parts, settings: settingsOf(config) };
  return redis === null ? inProcessDispatcher(all) : queueDispatcher({ ...all, queue: { redis } });
}

function settingsOf({ jobs, shutdownSeconds }: Config): Partial<DispatchSettings> {
  return {
    sweepEvery: jobs.sweepSeconds * 1000,
    handlerTimeout: jobs.handlerSeconds * 1000,
    concurrency: { timers: jobs.timersAtOnce, jobs: jobs.handlersAtOnce, outbox: jobs.messagesAtOnce },
    stopWithin: shutdownSeconds * 1000,
  };
}

/** What the dispatcher has done and what waits, seen when somebody looks. */
export function watchDispatcher(metrics: Metrics, dispatcher: Dispatcher): void {
  for (const lane of ['timers', 'jobs', 'outbox'] as const) {
    const of = () => dispatcher.stats().lanes[lane];
    metrics.watch(`quanheng_${lane}_running`, `Work of the lane ${lane} under way in this process`, () => of().running);
    metrics.watch(
      `quanheng_${lane}_finished`,
      `Work of the lane ${lane} that ended in this process`,
      () => of().finished,
    );
    metrics.watch(`quanheng_${lane}_faults`, `Faults of the lane ${lane} in this process`, () => of().faults);
  }
  metrics.watch('quanheng_rings_lost', 'Rings that could not be sent', () => dispatcher.stats().doorbell.lost);
}
