import { World, type WorldReport } from './world/world.js';

/** Found by longer runs, and kept: seeds of worlds in which something went wrong once. */
const SEEDS = [1, 2];

describe('the simulated office', () => {
  it.each(SEEDS)('keeps every promise, whatever breaks, seed %i', async (seed) => {
    const report = await new World({ seed, acts: 250 }).play();
    expect(report.faults).toEqual([]);
    expect(report.defects).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(250);
    expect(report.crashes).toBeGreaterThan(0);
  });

  it('keeps them with one writer, as SQLite has', async () => {
    const report = await new World({ seed: 3, acts: 150, writers: 1 }).play();
    expect([...report.faults, ...report.defects]).toEqual([]);
  });

  it('is the same world again for the same seed', async () => {
    const told = ({ commands, entries, turns, crashes }: WorldReport): readonly number[] => [
      commands,
      entries,
      turns,
      crashes,
    ];
    const first = await new World({ seed: 4, acts: 80 }).play();
    const second = await new World({ seed: 4, acts: 80 }).play();
    expect(told(second)).toEqual(told(first));
  });
});
