import type { Answer, Door, Envelope } from '@quanheng/runtime/ports';
import type { Metrics } from './metrics.js';
import { inSpan } from './tracing.js';

/** The door with every command counted, timed and traced. Neither principals nor contents leave it. */
export class ObservedDoor implements Door {
  constructor(
    private readonly door: Door,
    private readonly metrics: Metrics,
  ) {}

  async execute(envelope: Envelope): Promise<Answer> {
    const { kind } = envelope.command;
    const { commands, commandsRunning } = this.metrics;
    commandsRunning.inc();
    const end = commands.startTimer({ kind });
    let outcome: string = 'failed';
    try {
      const answer = await inSpan('door.execute', { 'quanheng.command': kind }, (span) =>
        this.door.execute(envelope).then((given) => {
          span.setAttribute('quanheng.outcome', given.status);
          return given;
        }),
      );
      outcome = answer.status;
      return answer;
    } finally {
      end({ outcome });
      commandsRunning.dec();
    }
  }

  ask(envelope: Envelope): Promise<Answer> {
    return this.door.ask(envelope);
  }
}
