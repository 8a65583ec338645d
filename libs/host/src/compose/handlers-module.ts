import type { DynamicModule } from '@nestjs/common';
import { JobHandlersModule } from '@quanheng/jobs';
import { hasDemonstration } from '../configuration/index.js';
import { DemonstrationHandlers, LOGGER } from '../demonstration/handlers.js';
import type { Host } from './compose.js';

/** The module that finds the handlers of jobs when its application starts: those of the product, decorated with `@JobHandler`. */
export function handlersModule({
  handlers,
  logger,
  config,
}: Pick<Host, 'handlers' | 'logger' | 'config'>): DynamicModule {
  const found = JobHandlersModule.with(handlers);
  const demonstration = hasDemonstration(config) ? [DemonstrationHandlers] : [];
  const providers = [...(found.providers ?? []), { provide: LOGGER, useValue: logger }, ...demonstration];
  return { ...found, providers };
}
