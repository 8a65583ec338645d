import { AsyncLocalStorage } from 'node:async_hooks';
import {
  context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type ContextManager,
  type Span,
  type SpanOptions,
  type SpanStatus,
  type Tracer,
} from '@opentelemetry/api';
import { Metrics, ObservedDoor, ObservedHandlers, ObservedStore } from '@quanheng/host';
import type { JobContext } from '@quanheng/jobs';
import { Registry } from 'prom-client';
import { MemoryDatabase } from '../simulation/index.js';
import { Office } from './door/office.js';
import { bpmn, flows, person, SEED, UNIT } from './office.js';

/** One span as an SDK would be given it. */
interface Told {
  readonly name: string;
  readonly attributes: Attributes;
  readonly parent: string | null;
  status?: SpanStatus;
  ended: number;
}

/** What an operator's SDK does at the least: it keeps the spans, and knows which one is under way. */
class Sdk implements Tracer, ContextManager {
  readonly spans: Told[] = [];
  private readonly names = new WeakMap<Span, string>();
  private readonly underWay = new AsyncLocalStorage<Context>();

  startSpan(name: string, { attributes }: SpanOptions = {}, within: Context = context.active()): Span {
    const above = trace.getSpan(within);
    const parent = above === undefined ? null : (this.names.get(above) ?? null);
    const told: Told = { name, attributes: { ...attributes }, parent, ended: 0 };
    this.spans.push(told);
    const span = {
      setAttribute: (key: string, value: string) => (told.attributes[key] = value),
      setStatus: (status: SpanStatus) => (told.status = status),
      end: () => told.ended++,
    } as unknown as Span;
    this.names.set(span, name);
    return span;
  }
  startActiveSpan(name: string, ...rest: readonly unknown[]): never {
    const work = rest.at(-1) as (span: Span) => unknown;
    const span = this.startSpan(name, typeof rest[0] === 'function' ? {} : (rest[0] as SpanOptions));
    return context.with(trace.setSpan(context.active(), span), () => work(span)) as never;
  }

  active(): Context {
    return this.underWay.getStore() ?? ROOT_CONTEXT;
  }
  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    within: Context,
    work: F,
    self?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.underWay.run(within, () => work.call(self, ...args));
  }
  bind<T>(_context: Context, target: T): T {
    return target;
  }
  enable(): this {
    return this;
  }
  disable(): this {
    return this;
  }
}

describe('traces', () => {
  let sdk: Sdk;
  const metrics = new Metrics(new Registry());

  beforeEach(() => {
    sdk = new Sdk();
    trace.setGlobalTracerProvider({ getTracer: () => sdk });
    context.setGlobalContextManager(sdk);
  });
  afterEach(() => {
    trace.disable();
    context.disable();
  });

  test('a command is a span with its kind and outcome, and the transaction stands under it', async () => {
    const memory = new MemoryDatabase().connect();
    const store = new ObservedStore(memory, metrics);
    const { queries, workSource } = memory;
    const office = await Office.open({ store, queries, workSource, close: () => memory.close() });
    const door = new ObservedDoor(office.runtime, metrics);
    const { result } = await office.must(SEED, {
      kind: 'deploy',
      name: '请假',
      resources: [
        { name: 'leave.bpmn', text: bpmn('Leave', `<startEvent id="s"/><endEvent id="e"/>${flows('s', 'e')}`) },
      ],
    });
    await office.must(SEED, { kind: 'publish', deployment: String(result['deployment']) });
    sdk.spans.length = 0;
    const command = { kind: 'startInstance', process: 'Leave' } as const;
    expect(await door.execute({ unit: UNIT, principal: person('clerk'), command })).toMatchObject({
      status: 'accepted',
    });
    expect(sdk.spans).toEqual([
      {
        name: 'door.execute',
        attributes: { 'quanheng.command': 'startInstance', 'quanheng.outcome': 'accepted' },
        ...{ parent: null, ended: 1 },
      },
      { name: 'store.transact', attributes: {}, parent: 'door.execute', ended: 1 },
    ]);
    await office.close();
  });

  test('of a job that fails the kind of its error is told, not what it says', async () => {
    const handlers = new ObservedHandlers(metrics);
    handlers.register({ name: 'pay' }, () => {
      throw new RangeError('6222 0000 1111 2222');
    });
    await expect(handlers.get('pay')!.run({} as JobContext)).rejects.toThrow(RangeError);
    expect(sdk.spans).toEqual([
      {
        name: 'job',
        attributes: { 'quanheng.handler': 'pay' },
        ...{ parent: null, ended: 1, status: { code: SpanStatusCode.ERROR, message: 'RangeError' } },
      },
    ]);
  });
});
