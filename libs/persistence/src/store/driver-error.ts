/** What both drivers throw, by its shape: under a test runner their classes, and even `Error`, may be those of another realm. */
export interface DriverError {
  readonly code: string;
  readonly message: string;
  /** MySQL only: the server's number; negative or absent when the connection failed. */
  readonly errno?: number;
  /** MySQL only: the connection cannot be used any more. */
  readonly fatal?: boolean;
}

/** The failure as a driver describes it; undefined when no driver made it. */
export function driverError(error: unknown): DriverError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message } = error as Partial<DriverError>;
  return typeof code === 'string' && typeof message === 'string' ? (error as DriverError) : undefined;
}

/** The failure as SQLite's driver describes it; undefined when it is another's. */
export function sqliteError(error: unknown): DriverError | undefined {
  const found = driverError(error);
  return found?.code.startsWith('SQLITE_') ? found : undefined;
}
