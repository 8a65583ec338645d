import type { ProcessDefinition } from '@quanheng/policy/ports';
import type { RuntimeParts } from './parts.js';

const BLOCK = 32;
const HOUR = 3_600_000;

/**
 * 流水号, unique in the unit: `<字头>〔<year>〕<number>号` where the process has letters of its own for it (`qh:series`; processes with the same letters count on
 * together), else `<process>-<year>-<number>`. Numbers are taken from the database in blocks, so starting does not queue for them; a process that ends
 * leaves a gap, never a double.
 */
export class NumberSeries {
  private readonly blocks = new Map<string, { next: number; end: number }>();
  private readonly taking = new Map<string, Promise<void>>();

  constructor(private readonly parts: Pick<RuntimeParts, 'store' | 'surroundings'>) {}

  async next({ unit, process, models }: Pick<ProcessDefinition, 'unit' | 'process' | 'models'>): Promise<string> {
    // The year of the office's clock; in UTC the first eight hours of a year would still be the old one.
    const year = new Date(this.parts.surroundings.now() + 8 * HOUR).getUTCFullYear();
    const letters = models.get('')?.processes.find(({ id }) => id === process)?.series;
    const series = letters === undefined ? `${process}-${year}` : `${letters}〔${year}〕`;
    const name = `${unit} ${series}`;
    for (;;) {
      const block = this.blocks.get(name);
      if (block !== undefined && block.next < block.end) {
        const number = String(block.next++);
        return letters === undefined ? `${series}-${number.padStart(6, '0')}` : `${series}${number.padStart(4, '0')}号`;
      }
      await this.take(name, unit, series);
    }
  }

  /** One caller takes a block, the others wait for it. */
  private take(name: string, unit: string, series: string): Promise<void> {
    const under = this.taking.get(name);
    if (under !== undefined) return under;
    const taking = this.parts.store
      .takeNumbers(unit, series, BLOCK)
      .then((first) => {
        this.blocks.set(name, { next: first, end: first + BLOCK });
      })
      .finally(() => this.taking.delete(name));
    this.taking.set(name, taking);
    return taking;
  }
}
