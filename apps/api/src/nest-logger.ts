import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest has to say while it starts goes where everything else goes. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug(String(message));
  }
  warn(message: unknown): void {
    this.logger.warn(String(message));
  }
  error(message: unknown, stack?: unknown): void {
    this.logger.error({ stack }, String(message));
  }
}
