import { Inject, Injectable } from '@nestjs/common';
import { JobHandler, type JobContext } from '@quanheng/jobs';
import type { Logger } from 'pino';

export const LOGGER = Symbol('the logger of handlers');

/** What the demonstration's process asks for: nothing is paid and nothing is sent, the log says so. Also an example of handlers. */
@Injectable()
export class DemonstrationHandlers {
  constructor(@Inject(LOGGER) private readonly logger: Pick<Logger, 'info'>) {}

  @JobHandler({ name: 'treasury-payment', effect: 'payment' })
  pay({ instance, element }: JobContext): undefined {
    this.logger.info({ instance, element }, 'demonstration: no money was moved');
  }

  @JobHandler({ name: 'reminder' })
  remind({ instance, element }: JobContext): undefined {
    this.logger.info({ instance, element }, 'demonstration: no reminder was sent');
  }
}
