import fc from 'fast-check';
import { DueQueue } from './due-queue.js';
import { Instance } from './instance.js';
import { prepareWorld } from './prepare.js';
import { bpmn, processOf, source } from './testing/play.js';

describe('DueQueue', () => {
  it('gives entries by time, then instance, then id', async () => {
    const xml = bpmn(processOf('P', '<startEvent id="S"/><endEvent id="E"/>', ['S E']));
    const { definition } = (await prepareWorld(source('main', xml))).world!;
    const process = definition.processes.get('P')!;
    const moment = fc.record({ due: fc.nat(5), instance: fc.nat(3), id: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        const queue = new DueQueue();
        for (const { due, instance, id } of moments) {
          if (instance === 0) {
            queue.push({ kind: 'start', due, instance: null, id, event: process, remaining: null, every: null });
          } else {
            queue.push({ kind: 'timer', due, instance: new Instance(instance, process, definition), id });
          }
        }
        const taken: number[][] = [];
        for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
          taken.push([entry.due, entry.instance?.number ?? 0, entry.id]);
        }
        const sorted = moments.map(({ due, instance, id }) => [due, instance, id]);
        sorted.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
        expect(taken).toEqual(sorted);
        expect(queue.peek()).toBeUndefined();
      }),
    );
  });
});
