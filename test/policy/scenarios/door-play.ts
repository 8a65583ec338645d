import { addDuration, stateFromJson, type StateJson, type Step } from '@quanheng/engine';
import { stepCommand, stepPrincipal, wired, type StepCommand } from '@quanheng/policy';
import {
  type DefinitionCatalogue,
  InstanceJobReader,
  MessageCourier,
  OrganisationCache,
  Runtime,
  type Answer,
  type Command,
  type Door,
  type Envelope,
  type Policy,
  type Principal,
  type Surroundings,
  type WireVariables,
} from '@quanheng/runtime';
import { InProcessBell, type RedisAddress } from '@quanheng/jobs';
import type { Database } from '@quanheng/persistence';
import { apiInProcess, type ApiInProcess } from '../../contract/api-in-process.js';
import { SEED } from '../../contract/office.js';
import type { OpenedStore } from '../../contract/door/office.js';
import { POLICY, type Case, type Resource } from './folder.js';
import { digestSaid, overHttp, type HttpAnswer } from './http-door.js';
import { asJson, type PlayRecord } from './record.js';
import { Workers } from './workers.js';

const UNIT = 'u1';
const ZONE = '+08:00';
type View = Parameters<typeof stepCommand>[2][number];
type Asked = Extract<StepCommand, { command: unknown }>['command'];

/** With what only databases keep, an API can stand before it. */
export type PlayedStore = OpenedStore & Partial<Pick<Database, 'drafts' | 'personal' | 'reminders'>>;

/** Plays scenarios over a store, with a clock of its own: people over HTTP where there can be an API, timers, jobs and messages by the product's workers. */
export class DoorPlay {
  private now = 0;
  private readonly runtime: Runtime;
  private readonly surroundings: Surroundings;
  private api: ApiInProcess | null = null;
  private readonly workers: Workers;
  private readonly organisation: OrganisationCache;
  private readonly catalogue: DefinitionCatalogue;
  private readonly instances: string[] = [];
  private readonly refusals: (readonly string[])[] = [];
  private later: Case['organisation']['later'];
  private chance = 1;

  private constructor(
    private readonly opened: PlayedStore,
    private readonly played: Case,
    redis: RedisAddress | null,
  ) {
    const { store, queries } = opened;
    const surroundings: Surroundings = {
      now: () => this.now,
      random: (bytes) =>
        Uint8Array.from({ length: bytes }, () => (this.chance = (this.chance * 75 + 74) % 65_537) & 255),
      sleep: () => new Promise((resolve) => setTimeout(resolve, 1)),
    };
    this.surroundings = surroundings;
    const real = POLICY as unknown as Policy;
    // What may come into force is judged elsewhere.
    const policy: Policy = {
      ...real,
      judge: () => [],
      authorise: (request) => (request.command.kind === 'publish' ? [] : real.authorise(request)),
    };
    this.organisation = new OrganisationCache(queries);
    this.workers = new Workers(surroundings, played.scenario.behaviours, redis);
    const { organisation, workers } = this;
    this.runtime = new Runtime({ store, queries, surroundings, policy, organisation, bell: workers.bell });
    this.catalogue = this.runtime.catalogue;
    this.later = played.organisation.later;
  }

  /** @param redis of BullMQ, by which workers are woken; null: they are in this process */
  static async play(
    opened: PlayedStore,
    played: Case,
    resources: readonly Resource[],
    process: string,
    redis: RedisAddress | null = null,
  ): Promise<PlayRecord> {
    const play = new DoorPlay(opened, played, redis);
    await play.found(resources);
    await play.startWorkers(resources);
    const close = await play.openApi();
    try {
      await play.run(process);
      return await play.record();
    } finally {
      await close();
      await play.workers.close();
      await play.runtime.close();
    }
  }

  private startWorkers(resources: readonly Resource[]): Promise<void> {
    const { runtime, catalogue, surroundings, workers } = this;
    const { store, queries, workSource: source } = this.opened;
    const courier = new MessageCourier(runtime, store, queries, catalogue, surroundings);
    const reader = new InstanceJobReader(queries, catalogue);
    const door: Door = {
      execute: (envelope) => this.execute(envelope),
      ask: (envelope) => runtime.ask(envelope),
    };
    const named = resources.flatMap(({ text }) => [...text.matchAll(/qh:handler="([^"]+)"/g)]);
    const handlers = new Set(named.map(([, name]) => name ?? ''));
    return workers.start({ source, door, reader, courier }, [...handlers]);
  }

  private async openApi(): Promise<() => Promise<void>> {
    const { queries, workSource, drafts, personal, reminders } = this.opened;
    if (drafts === undefined || personal === undefined || reminders === undefined) return () => Promise.resolve();
    const bell = new InProcessBell({ warn: () => undefined, error: () => undefined });
    const { runtime, organisation, surroundings } = this;
    const api = await apiInProcess({
      ...{ unit: UNIT, runtime, organisation, bell, surroundings },
      database: { queries, workSource, drafts, personal, reminders },
      ...{ accountOf: (person) => `a-${person}`, digestOf: digestSaid },
    });
    this.api = api;
    return async () => {
      await api.close();
      await bell.close();
    };
  }

  private async found(resources: readonly Resource[]): Promise<void> {
    const { initial, entries } = this.played.organisation;
    await this.must(SEED, { kind: 'changeOrganisation', changes: initial });
    await this.enter(entries);
    const { deployment } = await this.must(SEED, { kind: 'deploy', name: 'scenario', resources });
    await this.must(SEED, { kind: 'publish', deployment: deployment as string });
  }

  /** What the file says of contracts and budget lines, as the founding of a unit enters it. */
  private async enter(entries: Case['organisation']['entries']): Promise<void> {
    for (const { ledger: register, change } of entries) {
      const proposed = { kind: 'proposeRegister', register, document: '场景', changes: [change] } as const;
      const { proposal, digest } = await this.must(SEED, proposed);
      const seen = { register, proposal: String(proposal), digest: String(digest) };
      await this.must(SEED, { kind: 'confirmProposal', ...seen });
    }
  }

  private async run(process: string): Promise<void> {
    const { scenario } = this.played;
    await this.moveTo(scenario.at);
    if (scenario.by !== null) await this.start(scenario.processes?.[0] ?? process, scenario.by, {});
    await this.workers.settle();
    for (const step of scenario.steps) {
      await this.perform(step);
      await this.workers.settle();
    }
    for (let due = await this.workers.nextDue(); due !== null; due = await this.workers.nextDue()) {
      await this.moveTo(due);
      await this.workers.settle();
    }
  }

  private async perform(step: Step): Promise<void> {
    switch (step.kind) {
      case 'advance':
        return this.advance(step.duration);
      case 'start':
        return this.start(step.process, step.by ?? '', wired(step.variables));
      case 'complete':
      case 'return':
      case 'set':
      case 'give': {
        const by = step.by ?? '';
        const views = await this.views();
        const view = await this.organisation.view(UNIT, await this.opened.queries.organisationVersion(UNIT));
        const asked = stepCommand(step, by, views, view, this.now);
        if (asked.about === null) throw new Error(asked.unmet);
        this.fits(await this.give(stepPrincipal(by, this.now, step.signedIn), asked.command));
        return;
      }
      default:
        throw new Error(`no scenario of a process has a step ${step.kind}`);
    }
  }

  private async start(process: string, by: string, variables: WireVariables): Promise<void> {
    const answer = await this.give(stepPrincipal(by, this.now), { kind: 'startInstance', process, variables });
    this.fits(answer);
    if (answer.status === 'accepted') this.instances.push(answer.result['instance'] as string);
  }

  private async advance(duration: string): Promise<void> {
    const until = addDuration(this.now, duration, ZONE) ?? this.now;
    for (let due = await this.workers.nextDue(); due !== null && due <= until; due = await this.workers.nextDue()) {
      await this.moveTo(due);
      await this.workers.settle();
    }
    await this.moveTo(until);
  }

  /** Later changes of the organisation come on the way. */
  private async moveTo(moment: number): Promise<void> {
    const [due, ...rest] = this.later;
    if (due !== undefined && due.at <= moment) {
      this.now = due.at;
      this.later = rest;
      if (due.changes.length > 0) await this.must(SEED, { kind: 'changeOrganisation', changes: due.changes });
      await this.enter(due.entries);
      return this.moveTo(moment);
    }
    this.now = Math.max(this.now, moment);
  }

  private async give(principal: Principal, command: Command | Asked): Promise<Answer | HttpAnswer> {
    if (this.api === null || principal.kind !== 'person') return this.execute({ unit: UNIT, principal, command });
    return this.noted(await overHttp(this.api, principal, { ...command }));
  }

  private async execute(envelope: Envelope): Promise<Answer> {
    return this.noted(await this.runtime.execute(envelope));
  }

  private noted<T extends Answer | HttpAnswer>(answer: T): T {
    if (answer.status === 'refused') this.refusals.push([...new Set(answer.reasons.map(({ code }) => code))]);
    return answer;
  }

  /** What the pure play could do fits here, too. */
  private fits(answer: Answer | HttpAnswer): void {
    if (answer.status === 'rejected') throw new Error(JSON.stringify(answer));
  }

  private async must(principal: Principal, command: Command): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.give(principal, command);
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer.result;
  }

  private async views(): Promise<View[]> {
    const views: View[] = [];
    for (const id of this.instances) {
      const row = await this.opened.queries.instance(id);
      if (row === null) throw new Error(`instance ${id} is gone`);
      const definition = await this.catalogue.get(row.definition);
      const { process, startedBy, startedAt, state } = row;
      const flow = stateFromJson(JSON.parse(state.flow) as StateJson);
      const [work, trail] = [JSON.parse(state.work), JSON.parse(state.trail)] as [View['work'], View['trail']];
      views.push({ id, process, startedBy, startedAt, definition, flow, work, trail, records: [], named: [] });
    }
    return views;
  }

  private async record(): Promise<PlayRecord> {
    const matters = await Promise.all(
      this.instances.map(async (id) => {
        const row = await this.opened.queries.instance(id);
        const { flow = '{}', work = '{}', trail = '[]' } = row?.state ?? {};
        const [flowJson, workJson, trailJson] = [flow, work, trail].map((text) => JSON.parse(text) as unknown);
        return asJson({ flow: flowJson, work: workJson, trail: trailJson });
      }),
    );
    return { refusals: this.refusals, matters };
  }
}
