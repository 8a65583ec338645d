/** What has changed, told after the commit. May be lost: whoever listens must also look by themselves now and then. */
export type Notice =
  /** `persons` and `offers`: who may look at the instance because they started it, took part in it, or work of it is open for them. */
  | {
      readonly kind: 'instance';
      readonly unit: string;
      readonly instance: string;
      readonly revision: number;
      readonly status: string;
      readonly persons: readonly string[];
      readonly offers: readonly string[];
    }
  /** `persons` and `offers`: whose inbox it concerns. */
  | {
      readonly kind: 'item';
      readonly unit: string;
      readonly instance: string;
      readonly item: string;
      readonly status: string;
      readonly persons: readonly string[];
      readonly offers: readonly string[];
    }
  | { readonly kind: 'timer'; readonly due: number }
  | { readonly kind: 'job'; readonly handler: string; readonly due: number }
  | { readonly kind: 'outbox' }
  | { readonly kind: 'incident'; readonly unit: string; readonly instance: string; readonly element: number };

/** Carries notices within a process, or between processes by Redis. */
export interface Bell {
  ring(notices: readonly Notice[]): void;
  /** Returns how to stop listening. */
  listen(listener: (notice: Notice) => void): () => void;
  close(): Promise<void>;
}
