import { BpmnModdle } from 'bpmn-moddle';
import * as Elements from 'bpmn-elements';
import { Engine } from 'bpmn-engine';
import { EventEmitter } from 'node:events';
import { default as serialize, TypeResolver, type SerializableContext } from 'moddle-context-serializer';
import type { BenchModel } from './models.js';

/** bpmn-engine on the same document, parsed once; its scripts and conditions are JavaScript that does what the FEEL text says. */
export async function loadPeer(xml: string): Promise<SerializableContext> {
  const moddle = new BpmnModdle();
  const parsed = await moddle.fromXML(xml);
  return serialize(parsed, TypeResolver({ ...Elements }));
}

interface PeerVariables {
  i: number;
}
interface PeerScope {
  readonly environment: { readonly variables: PeerVariables };
}
type Callback = (error: Error | null, result?: unknown) => void;

/** Stands in for a script language: the peer asks for the script of an element and calls it. */
class Scripts {
  register(): void {}

  getScript(_language: string, { id }: { id: string }): { execute(scope: PeerScope, callback: Callback): void } {
    return {
      execute(scope, callback) {
        const { variables } = scope.environment;
        if (id === 'count') variables.i += 1;
        callback(null, id === 'again' ? variables.i < 20 : undefined);
      },
    };
  }
}

interface PeerApi {
  readonly id: string;
  signal(): void;
}

/** One instance from start to end. */
export async function runPeerOnce(source: SerializableContext, model: BenchModel): Promise<void> {
  let engine = engineFor(source, model);
  if (model.waits === undefined) {
    const end = engine.waitFor('end');
    await engine.execute();
    await end;
    return;
  }
  let listener = new EventEmitter();
  let waiting = once(listener);
  await engine.execute({ listener } as never);
  for (let wait = 0; wait < model.waits; wait++) {
    await waiting;
    const saved = await savedState(engine);
    await engine.stop();
    engine = engineFor(source, model).recover(JSON.parse(saved) as never);
    listener = new EventEmitter();
    const resumed = once(listener);
    const end = engine.waitFor('end');
    await engine.resume({ listener });
    const task = await resumed;
    waiting = once(listener);
    task.signal();
    if (wait === model.waits - 1) await end;
  }
}

/** The state without the document, which is kept apart as ours is. */
export async function savedState(engine: Engine): Promise<string> {
  const state = (await engine.getState()) as { definitions?: { source?: string }[] };
  for (const definition of state.definitions ?? []) delete definition.source;
  return JSON.stringify(state);
}

/** An instance that waits at its first user task. */
export async function waitingPeer(source: SerializableContext, model: BenchModel): Promise<Engine> {
  const engine = engineFor(source, model);
  const listener = new EventEmitter();
  const waiting = once(listener);
  await engine.execute({ listener } as never);
  await waiting;
  return engine;
}

function engineFor(source: SerializableContext, model: BenchModel): Engine {
  return new Engine({
    name: 'bench',
    sourceContext: source,
    scripts: new Scripts(),
    variables: { ...model.variables },
  } as never);
}

function once(listener: EventEmitter): Promise<PeerApi> {
  return new Promise((resolve) => listener.once('wait', (api: PeerApi) => resolve(api)));
}
