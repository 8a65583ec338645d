/** Where a command writes; a terminal gets colours. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** What a command needs of the process it runs in: `process` itself, or a double in tests. */
export interface Host {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Set instead of ending the process, so that everything written still arrives. */
  exitCode?: number | string | null | undefined;
}
