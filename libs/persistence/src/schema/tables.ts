import type {
  AnswerRow,
  AttemptsRow,
  AttachmentRow,
  ChallengeRow,
  ContentRow,
  DefinitionRow,
  DeliveryRow,
  DeploymentRow,
  DraftRow,
  EntryRow,
  IncidentRow,
  MessageRow,
  PasskeyRow,
  PersonalRow,
  NotedRow,
  QuarantineRow,
  ReminderRow,
  ResourceRow,
  ScopeRecordRow,
  SessionRow,
  UnitRow,
} from '@quanheng/runtime/ports';
import type {
  CounterRow,
  OfferRow,
  PendingRow,
  StoredCopy,
  StoredCredential,
  StoredFact,
  StoredInstance,
  StoredItem,
  StoredJob,
  StoredOutbox,
  StoredSubscription,
  StoredTimer,
  StreamRow,
} from './rows.js';
import { ascii, bytes, digest, flag, list, number, optional, prose, table, text, type Table } from './table.js';

/**
 * Every table, with what its columns hold. The columns, indexes and keys themselves are made by the migrations; a test compares the two.
 * Ids that the product makes are ASCII; what an office or a drawing names may be in any script.
 */
const unit = ascii(64);
const id = ascii(100);
const code = ascii(32);
const stream = ascii(200);
/** Of a process, person or post. */
const name = text(190);
/** Of an element of a drawing. */
const node = text(255);
const item = text(120);

export const instances = table<StoredInstance>('instances', ['id'], {
  id,
  unit,
  process: name,
  definition: digest,
  status: code,
  businessKey: optional(text(255)),
  number: optional(text(100)),
  startedAt: number,
  startedBy: name,
  endedAt: optional(number),
  revision: number,
  lastAt: number,
  lastLeaf: digest,
  flowDigest: digest,
  workDigest: digest,
  trailDigest: digest,
  flow: prose,
  work: prose,
  trail: prose,
});

export const workItems = table<StoredItem>('work_items', ['instance', 'item'], {
  instance: id,
  item,
  unit,
  process: name,
  businessKey: optional(text(255)),
  number: optional(text(100)),
  element: number,
  activity: node,
  name: prose,
  status: code,
  assignee: optional(name),
  offers: list,
  form: optional(prose),
  openedAt: number,
  due: optional(number),
  closedAt: optional(number),
  closedBy: optional(name),
  outcome: optional(prose),
  urges: number,
  urgedAt: optional(number),
  urgedBy: optional(name),
});

export const copies = table<StoredCopy>('copies', ['instance', 'person'], {
  instance: id,
  person: name,
  unit,
  process: name,
  businessKey: optional(text(255)),
  number: optional(text(100)),
  by: name,
  at: number,
  readAt: optional(number),
  isRead: flag,
});

export const drafts = table<DraftRow>('drafts', ['unit', 'person', 'instance', 'item', 'process'], {
  unit,
  person: name,
  instance: id,
  item,
  process: name,
  name: prose,
  number: optional(text(100)),
  savedAt: number,
  content: prose,
});

export const personal = table<PersonalRow>('personal', ['unit', 'person', 'kind', 'name'], {
  unit,
  person: name,
  kind: code,
  name: text(100),
  savedAt: number,
  value: prose,
});

/** `id` is a digest in hexadecimal: pages end in it. */
export const reminders = table<ReminderRow>('reminders', ['id'], {
  id: ascii(64),
  unit,
  person: name,
  kind: code,
  state: code,
  instance: id,
  item,
  process: name,
  name: prose,
  number: optional(text(100)),
  at: number,
});

export const deliveries = table<DeliveryRow>('deliveries', ['reminder', 'channel'], {
  reminder: ascii(64),
  channel: code,
  target: text(255),
  attempts: number,
  createdAt: number,
  availableAt: number,
});

export const offers = table<OfferRow>('work_offers', ['unit', 'offer', 'taken', 'openedAt', 'instance', 'item'], {
  unit,
  offer: name,
  taken: flag,
  openedAt: number,
  instance: id,
  item,
  process: name,
});

export const timers = table<StoredTimer>('timers', ['instance', 'subscription'], {
  instance: id,
  subscription: number,
  unit,
  element: node,
  due: number,
  availableAt: number,
});

export const subscriptions = table<StoredSubscription>('subscriptions', ['instance', 'subscription'], {
  instance: id,
  subscription: number,
  unit,
  kind: code,
  name: node,
  correlation: optional(node),
  element: node,
});

export const messages = table<MessageRow>('messages', ['id'], {
  id,
  unit,
  name: node,
  correlation: optional(node),
  variables: prose,
  targets: list,
  publishedAt: number,
  expiresAt: number,
});

export const jobs = table<StoredJob>('jobs', ['instance', 'job'], {
  instance: id,
  job: number,
  unit,
  process: name,
  element: node,
  handler: name,
  retries: number,
  due: number,
  lastError: optional(prose),
  lock: optional(id),
  lockedUntil: optional(number),
  availableAt: number,
  external: flag,
});

export const incidents = table<IncidentRow>('incidents', ['instance', 'element'], {
  instance: id,
  element: number,
  unit,
  process: name,
  activity: node,
  code: text(100),
  message: prose,
  raisedAt: number,
});

export const attachments = table<AttachmentRow>('attachments', ['instance', 'seq', 'name'], {
  instance: id,
  seq: number,
  unit,
  name: text(255),
  digest,
  size: number,
  type: text(255),
  item: optional(item),
  evidence: optional(text(255)),
  at: number,
  by: name,
});

export const quarantine = table<QuarantineRow>('quarantine', ['instance'], {
  instance: id,
  unit,
  at: number,
  command: prose,
  principal: name,
  message: prose,
  stack: prose,
});

export const records = table<ScopeRecordRow>('scope_records', ['unit', 'kind', 'id'], {
  unit,
  kind: text(100),
  id: text(255),
  revision: number,
  value: prose,
});

export const streams = table<StreamRow>('streams', ['unit', 'stream'], {
  unit,
  stream,
  seq: number,
  leaf: digest,
  at: number,
});

export const entries = table<EntryRow>('entries', ['unit', 'stream', 'seq'], {
  stream,
  unit,
  seq: number,
  at: number,
  kind: text(100),
  principal: name,
  refused: optional(text(100)),
  bytes,
  leaf: digest,
});

/** What of the entries those who supervise look for; everything in it can be made anew from them. */
export const noted = table<NotedRow>('noted', ['unit', 'stream', 'seq'], {
  unit,
  stream,
  seq: number,
  at: number,
  noted: code,
  kind: text(100),
  principal: name,
  refused: optional(text(100)),
});

export const contents = table<ContentRow>('contents', ['unit', 'stream', 'seq'], {
  stream,
  unit,
  seq: number,
  pieces: prose,
});

export const pending = table<PendingRow>('log_pending', ['unit', 'stream', 'seq'], {
  unit,
  stream,
  seq: number,
  leaf: digest,
});

export const outbox = table<StoredOutbox>('outbox', ['id'], {
  id,
  unit,
  kind: code,
  payload: prose,
  createdAt: number,
  availableAt: number,
});

export const answers = table<AnswerRow>('answers', ['unit', 'principal', 'key'], {
  unit,
  principal: name,
  key: text(200),
  payload: digest,
  answer: prose,
  at: number,
});

export const deployments = table<DeploymentRow>('deployments', ['id'], {
  id,
  unit,
  name: prose,
  at: number,
  by: name,
  publishedAt: optional(number),
  publishedBy: optional(name),
});

export const resources = table<ResourceRow>('resources', ['deployment', 'name'], {
  deployment: id,
  name: text(255),
  unit,
  kind: code,
  digest,
  text: prose,
});

export const definitions = table<DefinitionRow>('definitions', ['digest', 'unit'], {
  digest,
  unit,
  process: name,
  version: number,
  name: prose,
  deployment: id,
  resource: text(255),
  status: code,
  pins: prose,
});

export const units = table<UnitRow>('units', ['unit'], { unit, organisation: number });

export const facts = table<StoredFact>('facts', ['unit', 'kind', 'id', 'validFrom', 'since'], {
  unit,
  kind: code,
  id: name,
  validFrom: number,
  validTo: optional(number),
  since: number,
  until: optional(number),
  data: prose,
});

export const credentials = table<StoredCredential>('credentials', ['unit', 'account'], {
  unit,
  account: name,
  hash: text(255),
  mustChange: flag,
  changedAt: number,
});

export const counters = table<CounterRow>('counters', ['unit', 'series'], { unit, series: text(190), last: number });

export const sessions = table<SessionRow>('sessions', ['token'], {
  token: digest,
  unit,
  account: name,
  createdAt: number,
  authenticatedAt: number,
  seenAt: number,
  expiresAt: number,
  credentialAt: optional(number),
});

export const attempts = table<AttemptsRow>('attempts', ['key'], { key: digest, count: number, lastAt: number });

export const passkeys = table<PasskeyRow>('passkeys', ['key'], {
  key: digest,
  unit,
  account: name,
  credential: prose,
  publicKey: bytes,
  counter: number,
  transports: list,
  name: text(60),
  createdAt: number,
  usedAt: optional(number),
});

export const challenges = table<ChallengeRow>('passkey_challenges', ['challenge'], {
  challenge: digest,
  unit,
  account: name,
  expiresAt: number,
});

/** Where the rows of finished instances go: the same columns under another name. */
function archiveOf<Row>(live: Table<Row>): Table<Row> {
  return { ...live, name: `archived_${live.name}` };
}
export const archivedInstances = archiveOf(instances);
export const archivedItems = archiveOf(workItems);
export const archivedAttachments = archiveOf(attachments);
export const archivedEntries = archiveOf(entries);
export const archivedContents = archiveOf(contents);

export const TABLES = [
  ...[instances, workItems, offers, copies, drafts, personal, reminders, deliveries],
  ...[timers, subscriptions, messages, jobs, incidents, attachments, quarantine, records],
  ...[streams, entries, noted, contents, pending, outbox, answers],
  ...[deployments, resources, definitions, units, facts, credentials, counters],
  ...[passkeys, challenges],
  ...[sessions, attempts, archivedInstances, archivedItems, archivedAttachments, archivedEntries, archivedContents],
] as const;
