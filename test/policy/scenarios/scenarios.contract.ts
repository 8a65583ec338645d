import type { RedisAddress } from '@quanheng/jobs';
import { DoorPlay, type PlayedStore } from './door-play.js';
import { caseOf, FOLDERS, resourcesOf, scenariosOf, worldOf } from './folder.js';
import { playedPurely } from './record.js';

/**
 * What a scenario shows without a server is what the product does: the same refusals, the same state of flow, work and trail; over a database people do it through the API.
 * @param each one of so many is played; all of them when SCENARIOS is `all`
 * @param redis of BullMQ, which wakes the workers; null: they are in this process
 */
export function describeScenarios(
  name: string,
  open: () => Promise<PlayedStore>,
  each = 1,
  redis: () => RedisAddress | null = () => null,
): void {
  const share = process.env['SCENARIOS'] === 'all' ? 1 : each;
  describe.each(FOLDERS)(`%s over ${name}`, (folder) => {
    test.each(scenariosOf(folder).filter((_, index) => index % share === 0))('%s', async (scenario) => {
      const played = caseOf(folder, scenario);
      const world = await worldOf(folder);
      const pure = playedPurely(played, world);
      expect(pure.matters.length).toBeGreaterThan(0);
      const opened = await open();
      try {
        expect(await DoorPlay.play(opened, played, resourcesOf(folder), world.defaultProcess, redis())).toEqual(pure);
      } finally {
        await opened.close();
      }
    });
  });
}
