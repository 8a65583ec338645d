import type { Channel } from '@quanheng/host';

/** What can be set. Read and checked by whoever starts the process. */
export interface ApiConfig {
  /** Bytes. */
  readonly bodyLimits: { readonly common: number; readonly deployment: number; readonly attachment: number };
  readonly rateLimits: {
    /** Requests of one person or worker a minute. */
    readonly perPerson: number;
    /** Requests from one address a minute, signed in or not: a whole office may share one. */
    readonly perAddress: number;
    /** Refusals of the guard that one person may collect a minute: each is kept for ever. */
    readonly refusalsPerPerson: number;
  };
  /** True: the client's address is what a proxy in front says. */
  readonly trustProxy: boolean;
  /** True: served over TLS, here or by a proxy; browsers are told never to come without. */
  readonly tls: boolean;
  /** Bearer token for `/metrics`; null: only for operators and system administrators. */
  readonly metricsToken: string | null;
  /** What reminders go out by besides the product, and domains that e-mails may go to. */
  readonly reminders: { readonly channels: readonly Channel[]; readonly mailDomains: readonly string[] };
  /** Milliseconds between signs of life on an event stream. */
  readonly heartBeat: number;
  /** Milliseconds that requests under way are waited for when the server ends. */
  readonly endWithin: number;
  /** Where the built web application lies; null: the API alone. */
  readonly web: string | null;
  /** True: every answer is held to the contract; for tests. */
  readonly checkAnswers: boolean;
}

export const DEFAULT_CONFIG: ApiConfig = {
  bodyLimits: { common: 1_000_000, deployment: 20_000_000, attachment: 20_000_000 },
  rateLimits: { perPerson: 1200, perAddress: 12_000, refusalsPerPerson: 60 },
  trustProxy: false,
  tls: false,
  metricsToken: null,
  reminders: { channels: ['inApp'], mailDomains: [] },
  heartBeat: 20_000,
  endWithin: 30_000,
  web: null,
  checkAnswers: false,
};
