/** What the auditor knows of one element instance. */
export interface Life {
  readonly id: number;
  readonly element: string;
  readonly parent: number;
  readonly kind: 'element' | 'body' | 'compensation';
  readonly loopCounter: number;
  readonly tokens: Map<string, number>;
  readonly children: Set<number>;
  /** Nodes that began without a token: start events, each once. */
  readonly begun: Set<string>;
  /** Inner instances of a body, by counter. */
  readonly counters: Set<number>;
  /** Activities inside that were completed and not returned from since. */
  readonly done: Set<string>;
  /** Activations of each gateway inside, for properties that count them. */
  readonly activations: Map<string, number>;
}
