import { CanonicalFault } from '@quanheng/ledger';
import { newId } from '../ids.js';
import { broadcastSignal, publishMessage } from '../commands/messages.js';
import { changeOrganisation, ORGANISATION_STREAM } from '../commands/organisation.js';
import { planDelegation } from '../commands/delegation.js';
import {
  deploy,
  DEFINITIONS_STREAM,
  publish,
  retire,
  withdrawPublication,
  type PublishPlan,
} from '../commands/definitions.js';
import { mayKeepStartDraft } from '../commands/drafts.js';
import { settleKeptSignals, settlesKeptSignals } from '../commands/kept-signals.js';
import { missingPage } from '../commands/correction-page.js';
import { onInstance, scopesOnInstance } from '../commands/on-instance.js';
import { notQuarantined, onQuarantined, quarantine } from '../commands/quarantine.js';
import { planInspection } from '../commands/inspection.js';
import { planRegister } from '../commands/registers.js';
import { scopesOfStart, startInstance, type StartPlan } from '../commands/start-instance.js';
import { fireEffectTimer, isEffectTimer } from '../commands/effect-timer.js';
import { fireStartTimer, isStartTimer } from '../commands/start-timer.js';
import { BadVariables } from '@quanheng/policy';
import { DeploymentPreparation } from '../definitions/deployment.js';
import { LastStarted } from '../definitions/last-started.js';
import { judgedDrafts } from '../definitions/judged.js';
import { provedOutside } from '../definitions/proved.js';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import type {
  Answer,
  ChangeOrganisation,
  DefinitionRow,
  Deploy,
  Envelope,
  InstanceCommand,
  JobKey,
  JobRow,
  KeepStartDraft,
  OutboxRow,
  Page,
  ProcessDefinition,
  Publish,
  Rejected,
  Retire,
  StartableKey,
  StartInstance,
  WithdrawPublication,
  WorkItemRow,
} from '../ports/index.js';
import { rejected } from './answers.js';
import type { Batch, Plan } from './batch.js';
import { HalfDone } from './half-done.js';
import type { NumberSeries } from './number-series.js';
import type { RuntimeParts } from './parts.js';
import { asked, OtherRecordsNeeded } from './scope-records.js';
import { instanceStream } from './snapshot.js';

/** What a command has read with its instance locked. */
interface FoundWithin {
  readonly items: readonly WorkItemRow[];
  readonly kept: readonly OutboxRow[];
}

/** Finds out, before any transaction, what a command needs: documents to compile, ids, numbers, rows to lock. */
export class Planner {
  private readonly lastStarted: LastStarted;

  constructor(
    private readonly parts: RuntimeParts,
    private readonly catalogue: DefinitionCatalogue,
    private readonly numbers: Pick<NumberSeries, 'next'>,
    /** Whether commands are only asked about: of a form that nobody has filled in yet, nothing is wrong. */
    private readonly isAsking = false,
  ) {
    this.lastStarted = new LastStarted(parts.queries);
  }

  /** A plan; or the answer, when it is plain already that the command cannot be carried out. */
  async plan(envelope: Envelope): Promise<Plan | Rejected> {
    const { command } = envelope;
    switch (command.kind) {
      case 'startInstance':
        return this.start({ ...envelope, command });
      case 'keepStartDraft':
        return this.keepStartDraft({ ...envelope, command });
      case 'publishMessage': {
        const id = newId(this.parts.surroundings);
        const typed = { ...envelope, command };
        return { stream: `message:${id}`, wanted: {}, run: (batch) => guarded(() => publishMessage(batch, typed, id)) };
      }
      case 'broadcastSignal': {
        const id = newId(this.parts.surroundings);
        const typed = { ...envelope, command };
        return { stream: `signal:${id}`, wanted: {}, run: (batch) => guarded(() => broadcastSignal(batch, typed, id)) };
      }
      case 'deploy':
        return this.deploy({ ...envelope, command });
      case 'publish':
        return this.publish({ ...envelope, command });
      case 'withdrawPublication':
        return this.withdrawPublication({ ...envelope, command });
      case 'retire':
        return this.retire({ ...envelope, command });
      case 'changeOrganisation':
        return changing({ ...envelope, command });
      case 'delegate':
      case 'endDelegation':
        return planDelegation(this.parts, this.catalogue, { ...envelope, command });
      case 'proposeRegister':
      case 'confirmProposal':
      case 'turnDownProposal':
      case 'withdrawProposal':
        return planRegister(this.parts, { ...envelope, command });
      case 'inspectInstance':
        return planInspection(this.parts, { ...envelope, command });
      case 'fireTimer':
        if (isEffectTimer(command)) return fireEffectTimer(this.parts, this.catalogue, { ...envelope, command });
        if (isStartTimer(command))
          return fireStartTimer(this.parts, this.catalogue, this.numbers, { ...envelope, command });
        return this.instance({ ...envelope, command });
      default:
        return this.instance({ ...envelope, command });
    }
  }

  private async start(envelope: Envelope<StartInstance>): Promise<Plan> {
    const { command, unit } = envelope;
    const key: StartableKey = { process: command.process, version: command.version ?? null };
    const expected = await this.lastStarted.find(unit, key);
    const id = newId(this.parts.surroundings);
    // Also when there is none: whoever asks again by the same key is given the first answer.
    let plan = expected === null ? null : await this.startPlan(id, expected);
    const planned = <T>(none: T, act: (plan: StartPlan) => T): T => (plan === null ? none : act(plan));
    return {
      stream: instanceStream(id),
      wanted: {
        startable: [key],
        ...(command.message === undefined ? {} : { messages: [command.message] }),
      },
      before: (batch) => {
        const digest = batch.startable(key);
        if (digest === plan?.definition.digest) return undefined;
        this.lastStarted.put(unit, key, digest);
        const planning = digest === undefined ? Promise.resolve(null) : this.startPlan(id, digest);
        return planning.then((made) => {
          plan = made;
        });
      },
      scopes: (batch) => planned([], ({ definition }) => asked(() => scopesOfStart(batch, envelope, definition))),
      run: (batch) => planned<Answer>(notStartable(key), (now) => guarded(() => startInstance(batch, envelope, now))),
    };
  }

  private async startPlan(id: string, digest: string): Promise<StartPlan> {
    const definition = await this.catalogue.get(digest);
    return { id, number: await this.numbers.next(definition), definition };
  }

  private async keepStartDraft(envelope: Envelope<KeepStartDraft>): Promise<Plan | Rejected> {
    const { process } = envelope.command;
    const row = await this.parts.queries.startable(envelope.unit, process);
    if (row === null) return rejected('not-found', `There is no published process ${process}; publish it first.`);
    const target = await this.catalogue.get(row.digest);
    return { stream: 'draft', wanted: {}, run: (batch) => mayKeepStartDraft(batch, envelope, target) };
  }

  private async instance(envelope: Envelope<InstanceCommand>): Promise<Plan | Rejected> {
    const { command, unit } = envelope;
    const { instance } = command;
    const target = command.kind === 'migrateInstance' ? await this.catalogue.find(command.definition) : undefined;
    if (target === null || (target !== undefined && target.unit !== unit)) {
      return rejected('not-found', `There is no definition to migrate to: ${instance}.`);
    }
    if (target !== undefined) {
      const row = await this.parts.queries.definition(target.digest);
      if (row?.status !== 'published')
        return rejected('conflict', `${target.process} version ${target.version} is not published.`);
    }
    const missing = await missingPage(this.parts.queries, command);
    if (missing !== null) return missing;
    const jobs = await this.jobsFor(unit, command);
    let found: FoundWithin = { items: [], kept: [] };
    const { queries } = this.parts;
    return {
      stream: instanceStream(instance),
      wanted: {
        instances: [{ id: instance }],
        ...(command.kind === 'deliverMessage' ? { messages: [command.message] } : {}),
        ...(jobs.length === 0 ? {} : { jobs }),
      },
      scopes: (batch) => asked(() => scopesOnInstance(batch, envelope, target)),
      // What is read here is read within the transaction, which no other command may share.
      ...(settlesKeptSignals(command)
        ? {
            alone: true,
            before: async () => {
              // The items are for an instance that is given up in quarantine.
              const items = command.kind === 'cancelInstance' ? await queries.itemsOf(instance) : [];
              found = { items, kept: await queries.keptSignals(instance) };
            },
          }
        : {}),
      run: (batch) => this.carryOut(batch, envelope, target, () => found),
    };
  }

  private carryOut(
    batch: Batch,
    envelope: Envelope<InstanceCommand>,
    target: ProcessDefinition | undefined,
    found: () => FoundWithin,
  ): Answer {
    const { command, principal } = envelope;
    const { instance } = command;
    const before = batch.snapshot(instance);
    const written = batch.changes.entries.length;
    try {
      const answer = guarded(() => {
        if (before?.status === 'quarantined') return onQuarantined(batch, envelope, before, found().items);
        if (before !== undefined && command.kind === 'releaseInstance') {
          return notQuarantined(batch, { ...envelope, command }, before);
        }
        return onInstance(batch, envelope, target, this.judgesForm(command));
      });
      if (answer.status === 'accepted') settleKeptSignals(batch, instance, found().kept);
      return answer;
    } catch (error) {
      if (!(error instanceof Error) || error instanceof OtherRecordsNeeded) throw error;
      const putAside = (into: Batch): Answer => quarantine(into, instance, command, principal, error);
      if (batch.changes.entries.length === written) return putAside(batch);
      throw new HalfDone(error, (again) => {
        const isAsItWas = again.snapshot(instance)?.chain.seq === before?.chain.seq;
        return isAsItWas ? putAside(again) : this.carryOut(again, envelope, target, found);
      });
    }
  }

  private judgesForm(command: InstanceCommand): boolean {
    return command.kind === 'completeWork' && !(this.isAsking && command.variables === undefined);
  }

  /** Jobs whose rows the command changes. Those that come between now and the transaction are new, and due. */
  private async jobsFor(unit: string, command: InstanceCommand): Promise<readonly JobKey[]> {
    const { instance } = command;
    if ('job' in command) return [{ instance, job: command.job }];
    if (command.kind !== 'resumeInstance' && command.kind !== 'releaseInstance') return [];
    const keys: JobKey[] = [];
    let after: string | null = null;
    do {
      const page: Page<JobRow> = await this.parts.queries.jobs(
        unit,
        { instance },
        { limit: 200, ...(after === null ? {} : { after }) },
      );
      keys.push(...page.rows.map(({ job }) => ({ instance, job })));
      after = page.next;
    } while (after !== null);
    return keys;
  }

  private async deploy(envelope: Envelope<Deploy>): Promise<Plan> {
    const { queries, surroundings } = this.parts;
    const { unit, command } = envelope;
    const id = newId(surroundings);
    const prepared = await DeploymentPreparation.of(unit, command, queries, this.catalogue);
    const findings = [...prepared.findings, ...(await judgedDrafts(unit, prepared, this.parts, this.catalogue))];
    const known = new Map<string, DefinitionRow>();
    const versions = new Map<string, number>();
    return {
      stream: DEFINITIONS_STREAM,
      alone: true,
      wanted: { streams: [DEFINITIONS_STREAM] },
      // With the stream locked no other deployment comes between.
      before: async () => {
        for (const { digest, process } of prepared.definitions) {
          const row = await queries.definition(digest);
          if (row !== null) known.set(digest, row);
          versions.set(process, await queries.lastVersion(unit, process));
        }
      },
      run: (batch) => deploy(batch, envelope, { id, prepared: { ...prepared, findings }, known, versions }),
    };
  }

  private async publish(envelope: Envelope<Publish>): Promise<Plan> {
    const { organisation, queries } = this.parts;
    const { unit } = envelope;
    let plan = await this.publishPlan(envelope);
    const view = await organisation.view(unit, await queries.organisationVersion(unit));
    for (const { digest, status } of plan.definitions) {
      const draft = plan.compiled.find((each) => each.digest === digest);
      if (status !== 'draft' || draft === undefined) continue;
      const superseded = plan.superseded.find(({ process }) => process === draft.process);
      await provedOutside(draft, view, superseded, this.parts);
    }
    return {
      stream: DEFINITIONS_STREAM,
      alone: true,
      wanted: { streams: [DEFINITIONS_STREAM] },
      // Looked at again with the stream locked; what was proved is known by definition.
      before: async () => {
        plan = await this.publishPlan(envelope);
      },
      run: (batch) => publish(batch, envelope, plan),
    };
  }

  private withdrawPublication(envelope: Envelope<WithdrawPublication>): Plan {
    let deployed: Pick<PublishPlan, 'deployment' | 'definitions'>;
    return {
      stream: DEFINITIONS_STREAM,
      alone: true,
      wanted: { streams: [DEFINITIONS_STREAM] },
      before: async () => {
        deployed = await this.deployed(envelope.unit, envelope.command.deployment);
      },
      run: (batch) => withdrawPublication(batch, envelope, deployed),
    };
  }

  private async deployed(unit: string, id: string): Promise<Pick<PublishPlan, 'deployment' | 'definitions'>> {
    const { queries } = this.parts;
    const found = await queries.deployment(id);
    const deployment = found?.unit === unit ? found : null;
    return { deployment, definitions: deployment === null ? [] : await queries.definitionsOf(deployment.id) };
  }

  private async publishPlan({ unit, command }: Envelope<Publish>): Promise<PublishPlan> {
    const { queries } = this.parts;
    const { deployment, definitions } = await this.deployed(unit, command.deployment);
    const compiled = await Promise.all(definitions.map(({ digest }) => this.catalogue.get(digest)));
    const old = await Promise.all(definitions.map(({ process }) => queries.startable(unit, process)));
    const superseded = await Promise.all(old.flatMap((row) => (row === null ? [] : [this.catalogue.get(row.digest)])));
    return { deployment, definitions, compiled, superseded };
  }

  private retire(envelope: Envelope<Retire>): Plan {
    const { queries } = this.parts;
    let row: DefinitionRow | null = null;
    let compiled: ProcessDefinition | null = null;
    return {
      stream: DEFINITIONS_STREAM,
      alone: true,
      wanted: { streams: [DEFINITIONS_STREAM] },
      before: async () => {
        row = await queries.definition(envelope.command.definition);
        compiled = row === null ? null : await this.catalogue.find(row.digest);
      },
      run: (batch) => retire(batch, envelope, row, compiled),
    };
  }
}

function notStartable({ process, version }: StartableKey): Rejected {
  const which = version === null ? '' : ` version ${version}`;
  return rejected('not-found', `There is no published process ${process}${which}; publish it first.`);
}

function changing(envelope: Envelope<ChangeOrganisation>): Plan {
  return {
    stream: ORGANISATION_STREAM,
    alone: true,
    wanted: { streams: [ORGANISATION_STREAM], lockOrganisation: true },
    run: (batch) => changeOrganisation(batch, envelope, batch.organisation),
  };
}

/** Values that cannot be read are the caller's mistake, wherever they come to light. */
function guarded(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (error instanceof BadVariables || error instanceof CanonicalFault) return rejected('invalid', error.message);
    throw error;
  }
}
