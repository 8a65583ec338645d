import { stateToJson } from '@quanheng/engine';
import { heapPerItem, median, rate, SAMPLES } from '../measure.js';
import { MODELS, userTasks, type BenchModel } from './models.js';
import { load, runOnce, start } from './ours.js';
import { loadPeer, runPeerOnce, savedState, waitingPeer } from './peer.js';
import { scaling, type Scaling } from './scaling.js';

export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: { readonly name: string; readonly value: number };
  /** Above 1: we are better. */
  readonly ratio: number;
}

export interface EngineReport {
  readonly suite: 'engine';
  readonly results: readonly BenchResult[];
  /** JSON of an instance that waits at a user task. */
  readonly jsonBytes: { readonly value: number; readonly peer: { readonly name: string; readonly value: number } };
  readonly scaling: readonly Scaling[];
}

const PEER = 'bpmn-engine';
const SAMPLE_MILLIS = 400;
const WARM_UP_MILLIS = 300;

export async function engineSuite(progress: (text: string) => void): Promise<EngineReport> {
  // First, while the heap is still small: the peer leaves much behind, and our own cost is to be compared with itself.
  const scales = await scaling();
  progress('scaling');
  const results: BenchResult[] = [];
  for (const model of MODELS) {
    results.push(await throughput(model));
    progress(model.name);
  }
  results.push(await waitingHeap());
  progress('waitingHeap');
  const jsonBytes = await waitingJson();
  return { suite: 'engine', results, jsonBytes, scaling: scales };
}

/** Both engines take turns, so that a noisy moment hits both. */
async function throughput(model: BenchModel): Promise<BenchResult> {
  const definition = await load(model.xml);
  const source = await loadPeer(model.xml);
  const ours = (): void => runOnce(definition, model);
  const theirs = (): Promise<void> => runPeerOnce(source, model);
  await rate(ours, WARM_UP_MILLIS);
  await rate(theirs, WARM_UP_MILLIS);
  const samples: { ours: number; theirs: number }[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    samples.push({ ours: await rate(ours, SAMPLE_MILLIS), theirs: await rate(theirs, SAMPLE_MILLIS) });
  }
  const value = median(samples.map((sample) => sample.ours));
  const peer = median(samples.map((sample) => sample.theirs));
  return { name: model.name, value, unit: 'instances/s', peer: { name: PEER, value: peer }, ratio: value / peer };
}

const WAITING: BenchModel = { name: 'waitingHeap', xml: userTasks(2), waits: 2 };

async function waitingHeap(): Promise<BenchResult> {
  const definition = await load(WAITING.xml);
  const source = await loadPeer(WAITING.xml);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    ours.push(await heapPerItem(2_000, () => start(definition)));
    theirs.push(await heapPerItem(50, () => waitingPeer(source, WAITING)));
  }
  const value = median(ours);
  const peer = median(theirs);
  return { name: WAITING.name, value, unit: 'bytes/instance', peer: { name: PEER, value: peer }, ratio: peer / value };
}

async function waitingJson(): Promise<EngineReport['jsonBytes']> {
  const state = start(await load(WAITING.xml));
  const peer = await savedState(await waitingPeer(await loadPeer(WAITING.xml), WAITING));
  const bytes = (text: string): number => Buffer.byteLength(text);
  return { value: bytes(JSON.stringify(stateToJson(state))), peer: { name: PEER, value: bytes(peer) } };
}
