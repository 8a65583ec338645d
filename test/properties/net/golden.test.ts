import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { netOf, netText, replay, UNBORN } from '@quanheng/engine';
import { runCase } from '../../golden/runner.js';
import { Follower } from './follower.js';
import { Outside } from './marking.js';
import { readOff } from './reading.js';

const GOLDEN = join(__dirname, '..', '..', 'golden');
const CASES = readdirSync(GOLDEN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(GOLDEN, name))
      .filter((file) => file.endsWith('.script.json'))
      .map((file) => `${name}/${file.slice(0, -'.script.json'.length)}`),
  );

/** One diagram of each element, and what is told in more than one way. */
const SHOWN = [
  'boundary-event/message-non-interrupting',
  'boundary-event/timer',
  'business-rule-task/as-job',
  'call-activity/normal',
  'end-event/error',
  'end-event/escalation',
  'end-event/terminate',
  'event-based-gateway/message',
  'event-sub-process/message',
  'event-sub-process/completing',
  'exclusive-gateway/default',
  'inclusive-gateway/default',
  'intermediate-catch-event/link',
  'intermediate-throw-event/escalation',
  'manual-task/normal',
  'multi-instance/completion-condition',
  'multi-instance/nested',
  'parallel-gateway/fork-and-join',
  'receive-task/normal',
  'return-to/in-sequence',
  'return-to/non-interrupting-path',
  'return-to/through-choices',
  'script-task/normal',
  'send-task/normal',
  'service-task/normal',
  'standard-loop/nested',
  'start-event/chosen-of-several-none',
  'sub-process/normal',
  'task/normal',
  'user-task/normal',
];

/** Where a case leaves the net, and why. */
const outside = new Map<string, string[]>();

describe('the net of golden diagrams', () => {
  test.each(CASES)('%s runs in it as in the engine', async (name) => {
    const { definition, steps } = await runCase(join(GOLDEN, name));
    const started = steps.flat().find((event) => event.type === 'instanceStarted');
    if (started?.type !== 'instanceStarted') return;
    const net = netOf(definition, { process: started.process });
    const isOutside = (why: string): void => void outside.set(why, [...(outside.get(why) ?? []), name]);
    const [gap] = net.gaps.filter(({ code }) => code !== 'compensation');
    if (gap !== undefined) {
      isOutside(gap.code);
      return;
    }
    const follower = new Follower(net, definition);
    let state = UNBORN;
    try {
      for (const events of steps) {
        follower.follow(events);
        state = replay(state, events);
        const { marked, dead } = readOff(definition, net, state);
        const alive = (places: Iterable<number>): number[] =>
          [...places].filter((place) => !dead.has(place)).sort((a, b) => a - b);
        expect(alive(follower.marking.visible())).toEqual(alive(marked));
      }
    } catch (error) {
      if (!(error instanceof Outside)) throw error;
      isOutside(error.message);
    }
  });

  test('is left by a run only for a known reason', () => {
    const counts = Object.fromEntries([...outside].map(([why, cases]) => [why, cases.length]));
    expect(counts).toEqual({
      'call-recursive': 2,
      'call-unresolved': 1,
      'trigger-repeated': 9,
      compensationTaken: 22,
      held: 9,
      instanceCancelled: 11,
      instanceMigrated: 17,
      'not safe': 10,
      'twice aside': 8,
    });
  });

  test.each(SHOWN)('%s is what is written down', async (name) => {
    const { definition } = await runCase(join(GOLDEN, name));
    const text = netText(netOf(definition));
    const file = join(__dirname, 'golden', `${name.replace('/', '-')}.net`);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
    if (!existsSync(file)) throw new Error(`${file} is missing; UPDATE_GOLDEN=1 writes it. This is the net:\n${text}`);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  test('has nothing written down that is not compared', () => {
    const known = SHOWN.map((name) => `${name.replace('/', '-')}.net`).sort();
    expect(readdirSync(join(__dirname, 'golden')).sort()).toEqual(known);
  });
});
