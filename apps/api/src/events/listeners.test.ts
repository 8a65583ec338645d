import type { Notice } from '@quanheng/runtime/ports';
import { EventStream } from './event-stream.js';
import { ALL, Listeners, type PageEvent } from './listeners.js';

const item: Notice = {
  kind: 'item',
  unit: 'u1',
  instance: 'i1',
  item: '7',
  status: 'open',
  persons: ['p1'],
  offers: ['post:clerk', 'role:staff'],
};

describe('who hears of a work item', () => {
  function heardBy(unit: string, ...channels: string[]): PageEvent[] {
    const listeners = new Listeners();
    const heard: PageEvent[] = [];
    listeners.add(unit, channels, (event) => heard.push(event));
    listeners.tell(item);
    return heard;
  }

  it.each([
    ['the person it is assigned to', ['person:p1']],
    ['whoever it is offered to, once', ['post:clerk', 'role:staff', 'person:p1']],
    ['who sees everything', [ALL]],
  ])('%s', (_, channels) => {
    const data = { instance: 'i1', item: '7', status: 'open' };
    expect(heardBy('u1', ...channels)).toEqual([{ event: 'item', data }]);
  });

  it('nobody else: not another person, not another unit', () => {
    expect(heardBy('u1', 'person:p2', 'post:cashier')).toEqual([]);
    expect(heardBy('u2', 'person:p1', ALL)).toEqual([]);
  });

  it('not one who has stopped listening, of whom nothing is kept', () => {
    const listeners = new Listeners();
    const heard: PageEvent[] = [];
    const stop = listeners.add('u1', ['person:p1', ALL], (event) => heard.push(event));
    stop();
    listeners.tell(item);
    expect(heard).toEqual([]);
    expect(listeners.size).toBe(0);
  });

  it('and of timers and jobs no page hears', () => {
    const listeners = new Listeners();
    const heard: PageEvent[] = [];
    listeners.add('u1', [ALL], (event) => heard.push(event));
    listeners.tell({ kind: 'timer', due: 1 });
    listeners.tell({ kind: 'job', handler: 'external:pay', due: 1 });
    expect(heard).toEqual([]);
  });
});

describe('an event stream', () => {
  it('writes events as the standard says', async () => {
    const stream = new EventStream();
    stream.send({ event: 'ready', data: {} });
    stream.beat();
    stream.send({ event: 'instance', data: { instance: 'i1', status: 'completed' } });
    stream.end();
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    expect(text).toBe(
      'id: 1\nevent: ready\ndata: {}\n\n: beat\n\nid: 2\nevent: instance\ndata: {"instance":"i1","status":"completed"}\n\n',
    );
  });

  it('cuts a client off that does not read', () => {
    const stream = new EventStream();
    for (let i = 0; i < 2000; i++) stream.send({ event: 'instance', data: { instance: `i${i}`, status: 'active' } });
    expect(stream.destroyed).toBe(true);
    stream.send({ event: 'ready', data: {} });
    expect(stream.readableLength).toBeLessThan(70_000);
  });
});
