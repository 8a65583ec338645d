/** Who did what: all that constraints ask of the past of an instance. Kept in order of `seq`. */
export interface TrailRecord {
  /** Of the entry it belongs to. */
  readonly seq: number;
  readonly at: number;
  /** Node key of the activity; the process for acts on the instance. */
  readonly activity: string;
  /** Id of the element instance. */
  readonly element: number;
  /** `complete`, `claim`, `return`, `firstPen` ... */
  readonly act: string;
  readonly person: string;
  readonly account: string;
  /** Whom the person acted for. */
  readonly onBehalfOf?: string;
  /** The post and department that the person acted in. */
  readonly post?: string;
  readonly department?: string;
  readonly outcome?: string;
  /** Digest of what the act was given on. */
  readonly digest?: string;
}
