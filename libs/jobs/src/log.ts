/** Where dispatchers tell what an operator should know. Never given variables, bodies or secrets. */
export interface Log {
  warn(message: string, about: LogFacts): void;
  error(message: string, about: LogFacts): void;
}
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
