import { compile, parseBpmn, type Definition, type Model } from '@quanheng/engine';
import { prove } from '@quanheng/policy';
import { mutated, parallel, sound, type Drawing } from './models.js';

export interface VerifyReport {
  readonly suite: 'verify';
  readonly results: readonly VerifyResult[];
}

/** `verifyMs`: net, reductions and search of one model, and playing of what was found; reading and compiling are not in it. */
interface VerifyResult {
  readonly name: string;
  readonly models: number;
  readonly verifyMs: { readonly p50: number; readonly p95: number; readonly max: number };
  /** The same as time of the processor, which other work on the machine changes less. */
  readonly processorMs: { readonly p50: number; readonly p95: number };
  readonly sound: number;
  readonly unsound: number;
  readonly unknown: number;
  readonly states: number;
}

const SIZES = [10, 50, 200, 1000, 4000];
const MODELS = 50;
const BUDGET = { states: 500_000, milliseconds: 2000, clock: () => performance.now() };

export async function verifySuite(progress: (text: string) => void): Promise<VerifyReport> {
  for (let seed = 1; seed <= 20; seed++) await measure(mutated(200, 10_000 + seed));
  const results: VerifyResult[] = [];
  const add = async (name: string, make: (seed: number) => Drawing): Promise<void> => {
    progress(name);
    results.push(await resultOf(name, make));
  };
  // Half of the models have a fault.
  for (const size of SIZES) {
    await add(`verify-${size}`, (seed) => (seed % 2 === 0 ? sound(size, seed) : mutated(size, seed)));
  }
  for (const count of [5, 10, 20]) await add(`parallel${count}`, (seed) => parallel(count, seed));
  return { suite: 'verify', results };
}

async function resultOf(name: string, make: (seed: number) => Drawing): Promise<VerifyResult> {
  const measured: Awaited<ReturnType<typeof measure>>[] = [];
  for (let seed = 1; seed <= MODELS; seed++) measured.push(await measure(make(seed)));
  const walls = measured.map(({ wall }) => wall).sort((a, b) => a - b);
  const processor = measured.map((each) => each.processor).sort((a, b) => a - b);
  const verdicts = (wanted: unknown): number => measured.filter((each) => each.sound === wanted).length;
  return {
    name,
    models: MODELS,
    verifyMs: { p50: at(walls, 0.5), p95: at(walls, 0.95), max: at(walls, 1) },
    processorMs: { p50: at(processor, 0.5), p95: at(processor, 0.95) },
    sound: verdicts(true),
    unsound: verdicts(false),
    unknown: verdicts('unknown'),
    states: Math.max(...measured.map(({ states }) => states)),
  };
}

async function measure(drawing: Drawing) {
  const { definition, model } = await compiled(drawing);
  const before = process.cpuUsage();
  const start = performance.now();
  const { sound: verdict, states } = prove({ definition, models: new Map([['', model]]) }, BUDGET);
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000, sound: verdict, states };
}

async function compiled(drawing: Drawing): Promise<{ definition: Definition; model: Model }> {
  const { model } = await parseBpmn(drawing.xml());
  const { definition, findings = [] } = model === undefined ? {} : compile(model, { digest: 'bench' });
  if (model === undefined || definition === undefined) throw new Error(`no model: ${JSON.stringify(findings)}`);
  return { definition, model };
}

function at(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Math.round(value * 1000) / 1000;
}

export function readableVerify({ results }: VerifyReport): string {
  const head = 'name            p50 ms   p95 ms   max ms   processor p95   sound  unsound  unknown  states';
  const rows = results.map(({ name, verifyMs, processorMs, sound: good, unsound, unknown, states }) =>
    [
      name.padEnd(14),
      ...[verifyMs.p50, verifyMs.p95, verifyMs.max].map((value) => value.toFixed(2).padStart(8)),
      processorMs.p95.toFixed(2).padStart(15),
      ...[good, unsound, unknown, states].map((value) => String(value).padStart(8)),
    ].join(' '),
  );
  return [head, ...rows, ''].join('\n');
}
