import { HandlerRegistry, type Handler, type HandlerOptions } from '@quanheng/jobs';
import type { Courier, OutboxRow, Surroundings } from '@quanheng/runtime/ports';
import type { Metrics } from './metrics.js';
import { inSpan } from './tracing.js';

/** A registry whose handlers are timed and traced. */
export class ObservedHandlers extends HandlerRegistry {
  constructor(private readonly metrics: Metrics) {
    super();
  }

  override register(options: HandlerOptions, run: Handler): void {
    super.register(options, this.observed(options.name, run));
  }

  private observed(handler: string, run: Handler): Handler {
    return async (job) => {
      const end = this.metrics.jobs.startTimer({ handler });
      let outcome = 'failed';
      try {
        const given = await inSpan('job', { 'quanheng.handler': handler }, () => Promise.resolve(run(job)));
        outcome = 'done';
        return given;
      } finally {
        end({ outcome });
      }
    };
  }
}

/** The courier with the delay of what it delivers. */
export class ObservedCourier implements Courier {
  constructor(
    private readonly courier: Courier,
    private readonly metrics: Metrics,
    private readonly surroundings: Pick<Surroundings, 'now'>,
  ) {}

  async deliver(row: OutboxRow): Promise<void> {
    await this.courier.deliver(row);
    this.metrics.outboxDelay.observe(Math.max(0, this.surroundings.now() - row.createdAt) / 1000);
  }
}
