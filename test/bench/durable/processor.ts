import { readFileSync } from 'node:fs';

/** Milliseconds of the processor for one command, of each process that has a share in it. Of rates on a machine with other work to do, this stays comparable. */
export interface ProcessorTime {
  readonly clients: number;
  readonly api: number;
  /** Absent where the database is no process of its own. */
  readonly database?: number;
}

/** Of the kernel's clock, USER_HZ, which Linux shows programs as a hundredth of a second whatever it counts itself (proc(5)). */
const TICK = 10;
/** Places of utime and stime behind the name of the program, which may hold anything. */
const [USER, SYSTEM] = [11, 12];

/** Milliseconds that a process has spent on the processor so far. */
function spentBy(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER]) + Number(fields[SYSTEM])) * TICK;
}

/** Begins to count; what it gives says how much was spent for each of so many commands. */
export function countProcessor(api: number, database?: number): (commands: number) => ProcessorTime {
  const now = (): ProcessorTime => ({
    clients: spentBy(process.pid),
    api: spentBy(api),
    ...(database === undefined ? {} : { database: spentBy(database) }),
  });
  const before = now();
  return (commands) => {
    const after = now();
    const each = (name: keyof ProcessorTime): number => ((after[name] ?? 0) - (before[name] ?? 0)) / commands;
    return {
      clients: each('clients'),
      api: each('api'),
      ...(database === undefined ? {} : { database: each('database') }),
    };
  };
}
