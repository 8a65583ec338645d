import { StartError } from '../compose/start-error.js';

export interface ListenTarget {
  readonly host: string;
  readonly port: number;
  /** Variables that the two come from. */
  readonly variables: { readonly host: string; readonly port: string };
}

/** Listens, and says in words why that cannot be. @throws StartError */
export async function listenOrSay(
  target: ListenTarget,
  listen: (port: number, host: string) => Promise<unknown>,
): Promise<void> {
  try {
    await listen(target.port, target.host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new StartError(
      reason(code, target) ?? `${target.host}:${target.port} cannot be listened on: ${String(error)}`,
      {
        cause: error,
      },
    );
  }
}

function reason(code: string, { host, port, variables }: ListenTarget): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken by another program. End that one, or set ${variables.port} to another port.`;
    case 'EACCES':
      return `Port ${port} needs rights that this user does not have. Set ${variables.port} to a port from 1024 on.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Set ${variables.host} to one that it has.`;
    default:
      return null;
  }
}
