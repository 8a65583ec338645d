/** What is printed, as text: where it stands on paper is the drawing's. */
export interface Sheet {
  readonly title: string;
  /** Number, state, who started it, and the like: beside one another. */
  readonly facts: readonly Labelled[];
  /** What was filled in, one below another. */
  readonly fields: readonly Labelled[];
  /** 栏 */
  readonly columns: readonly Column[];
  /** Below everything, on each page. */
  readonly notes: readonly string[];
  /** What the QR code says. */
  readonly code: string;
  /** Milliseconds since the epoch: what is printed is from then. */
  readonly at: number;
}
export interface Labelled {
  readonly label: string;
  readonly value: string;
}
export interface Column {
  readonly title: string;
  readonly entries: readonly Entry[];
}
/** One act of somebody: what they said, and the signature below it. */
export interface Entry {
  readonly lines: readonly string[];
  readonly signature: string;
}

const CHINA = 8 * 3_600_000;

/** 签署时间, to the second, as clocks in China show it. */
export function timeText(at: number): string {
  return new Date(at + CHINA).toISOString().slice(0, 19).replace('T', ' ');
}
