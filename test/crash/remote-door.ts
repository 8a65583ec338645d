import { Agent, request } from 'node:http';
import { StoreUnavailable, type Answer, type Door, type Envelope } from '@quanheng/runtime/ports';

const PATIENCE = 30_000;

/** The door of a server process that may be killed at any moment. */
export class RemoteDoor implements Pick<Door, 'execute'> {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly port: number) {}

  /** @throws StoreUnavailable when no answer came; Error when the server says that it has a fault. */
  async execute(envelope: Envelope): Promise<Answer> {
    const { status, text } = await this.post(JSON.stringify(envelope));
    if (status === 200) return JSON.parse(text) as Answer;
    if (status === 503) throw new StoreUnavailable(text);
    throw new Error(`${status}: ${text}`);
  }

  close(): void {
    this.agent.destroy();
  }

  private post(body: string): Promise<{ readonly status: number; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const lost = (error: Error): void => reject(new StoreUnavailable(error.message, { cause: error }));
      const options = { host: '127.0.0.1', port: this.port, method: 'POST', agent: this.agent, timeout: PATIENCE };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', lost);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.on('error', lost);
      sent.end(body);
    });
  }
}
