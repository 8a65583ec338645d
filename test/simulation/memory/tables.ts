import type {
  AnswerRow,
  AttachmentRow,
  ContentRow,
  CopyRow,
  CredentialRow,
  DefinitionRow,
  DeploymentRow,
  EntryRow,
  FactRow,
  IncidentRow,
  InstanceRow,
  JobRow,
  MessageRow,
  OutboxRow,
  QuarantineRow,
  ResourceRow,
  ScopeRecordRow,
  SubscriptionKey,
  SubscriptionRow,
  TimerRow,
  WorkItemRow,
} from '@quanheng/runtime/ports';
import { keyText, Rows } from './rows.js';

/** What is committed: the durable part of the simulated database. Tables of an instance are grouped by it. */
export class Tables {
  readonly instances = new Rows<InstanceRow>(({ id }) => id);
  readonly items = new Rows<WorkItemRow>(({ instance, item }) => keyText(instance, item), ofInstance);
  /** Whose inbox does not show an item though it is offered to them. */
  readonly excepted = new Set<string>();
  readonly copies = new Rows<CopyRow>(({ instance, person }) => keyText(instance, person), ofInstance);
  readonly timers = new Rows<TimerRow>(subscriptionKey, ofInstance);
  readonly subscriptions = new Rows<SubscriptionRow>(subscriptionKey, ofInstance);
  readonly jobs = new Rows<JobRow>(({ instance, job }) => keyText(instance, job), ofInstance);
  readonly incidents = new Rows<IncidentRow>(({ instance, element }) => keyText(instance, element), ofInstance);
  readonly attachments = new Rows<AttachmentRow>(({ instance, seq, name }) => keyText(instance, seq, name), ofInstance);
  readonly quarantine = new Rows<QuarantineRow>(({ instance }) => instance);
  readonly records = new Rows<ScopeRecordRow>(({ unit, kind, id }) => keyText(unit, kind, id));
  readonly messages = new Rows<MessageRow>(({ id }) => id);
  readonly outbox = new Rows<OutboxRow>(({ id }) => id);
  readonly entries = new Rows<EntryRow>(entryKey, ({ stream }) => stream);
  readonly contents = new Rows<ContentRow>(entryKey, ({ stream }) => stream);
  readonly answers = new Rows<AnswerRow>(({ unit, principal, key }) => keyText(unit, principal, key));
  readonly deployments = new Rows<DeploymentRow>(({ id }) => id);
  readonly resources = new Rows<ResourceRow>(
    ({ deployment, name }) => keyText(deployment, name),
    ({ deployment }) => deployment,
  );
  readonly definitions = new Rows<DefinitionRow>(({ digest }) => digest);
  readonly facts = new Rows<FactRow & { readonly unit: string }>(
    ({ unit, since, fact }) => keyText(unit, fact.kind, fact.id, fact.from, since),
    ({ unit, fact }) => keyText(unit, fact.kind, fact.id, fact.from),
  );
  readonly credentials = new Rows<CredentialRow & { readonly unit: string }>(({ unit, account }) =>
    keyText(unit, account),
  );
  /** The moment before which nobody takes a timer, a job or a row of the outbox, by the same keys. */
  readonly jobLeases = new Map<string, number>();
  readonly timerLeases = new Map<string, number>();
  readonly outboxLeases = new Map<string, number>();
  /** Version of the organisation, by unit. */
  readonly organisations = new Map<string, number>();
  /** Last number given out, by unit and series. */
  readonly numbers = new Map<string, number>();
  /** Numbers of processes in use: unique in a unit. */
  readonly usedNumbers = new Set<string>();
  /** `log_pending`: entries that no log has taken yet, as `stream` and `seq`. */
  readonly pending: (readonly [stream: string, seq: number])[] = [];
}

function ofInstance({ instance }: { readonly instance: string }): string {
  return instance;
}
export function subscriptionKey({ instance, subscription }: SubscriptionKey): string {
  return keyText(instance, subscription);
}
function entryKey({ stream, seq }: { stream: string; seq: number }): string {
  return keyText(stream, seq);
}
