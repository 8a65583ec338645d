import type { accountOperations, OperationId, sessionOperations } from '@quanheng/contracts';
import type { DraftKey } from '@quanheng/runtime/ports';
import { enteredLine, POWER_CHANGE, POWER_SHEET, proposedPower, sentOf } from './registers.js';
import { addedItem, doneStep, must, openItem, strandedItem } from './desk.js';
import type { Fact } from '@quanheng/runtime/ports';
import { writeSheet } from '../../apps/api/src/registers/sheet/write.js';
import { deploy, documents, UNIT, type Api, type Sent, type Stage, type Who } from './harness.js';

/**
 * What each operation answers to whom: 2xx for those in `ok`, the code in `but` for those named there, and the code `otherwise` for the rest. Who is
 * not signed in gets `not-signed-in`, except where `nobody` is named. docs/api.md says the same in words.
 */
export interface Row {
  readonly ok: readonly Who[];
  readonly otherwise: string;
  readonly but?: Partial<Record<Who, string>>;
  /** Makes what is acted on, anew for every caller. */
  readonly prepare?: (api: Api, stage: Stage) => Promise<Partial<Sent>>;
}

const PERSONS: readonly Who[] = [
  ...(['clerk', 'otherClerk', 'designer', 'publisher', 'catalogueOwner', 'operator'] as const),
  ...(['systemAdministrator', 'securityAdministrator', 'auditor'] as const),
];
const AUTHORS: readonly Who[] = ['designer', 'publisher', 'operator', 'auditor'];
const BUSINESS: readonly Who[] = ['clerk', 'otherClerk', 'designer', 'publisher', 'catalogueOwner', 'operator'];
const CONCERNED: readonly Who[] = ['clerk', 'operator', 'auditor'];

const forPersons = { ok: PERSONS, otherwise: 'forbidden' };
const forConcerned = { ok: CONCERNED, otherwise: 'not-found', but: { worker: 'forbidden' } };
const forOperator = { ok: ['operator'] as const, otherwise: 'refused' };
const forClerk = { ok: ['clerk'] as const, otherwise: 'refused' };
const forOwner = { ok: ['catalogueOwner'] as const, otherwise: 'refused' };
const forKeepers = { ok: ['otherClerk', 'catalogueOwner', 'operator', 'auditor'] as const, otherwise: 'forbidden' };
const forWorker = { ok: ['worker'] as const, otherwise: 'forbidden' };
const forEverybody = { ok: ['nobody', ...PERSONS, 'worker'] as const, otherwise: '' };

type Prepare = NonNullable<Row['prepare']>;
type OnStage = (stage: Stage) => Partial<Sent>;

const on =
  (sent: OnStage): Prepare =>
  (_, stage) =>
    Promise.resolve(sent(stage));
const instanceOf: OnStage = ({ instance }) => ({ params: { instance } });
const itemOf: OnStage = ({ instance, item }) => ({ params: { instance, item } });
const onInstance = on(instanceOf);
const onItem = on(itemOf);

const draftOf: OnStage = (stage) => ({ ...itemOf(stage), body: { variables: { amount: 1 }, opinion: '拟同意' } });
/** The clerk's. */
const keep = (api: Api, subject: Pick<DraftKey, 'instance' | 'item' | 'process'>): Promise<void> =>
  api.parts.drafts.save({
    ...{ unit: UNIT, person: 'clerk', ...subject, name: '申请', number: null, savedAt: 1 },
    content: '{"variables":{"amount":1}}',
  });
const keptDraft: Prepare = async (api, stage) => {
  await keep(api, { instance: stage.instance, item: stage.item, process: 'everything' });
  return itemOf(stage);
};
const TOLD_OF = { opened: ['inApp'], returned: ['inApp'], soon: [], overdue: ['inApp'], urged: ['inApp'] };
const savedView: Prepare = async (api) => {
  const key = { unit: UNIT, person: 'clerk', kind: 'view', name: 'done/旧' };
  await api.parts.personal.save({ ...key, savedAt: 1, value: '{}' });
  return { params: { box: 'done', name: '旧' } };
};
const keptStartDraft: Prepare = async (api) => {
  // Another one than all of them have kept a draft for by then.
  await keep(api, { instance: '', item: '', process: 'something' });
  return { params: { process: 'something' } };
};

const clerk = { kind: 'person', person: 'clerk', account: 'account-clerk', authenticatedAt: 0 } as const;
const publisher = { ...clerk, person: 'publisher', account: 'account-publisher' } as const;
const operator = { ...clerk, person: 'operator', account: 'account-operator' } as const;

const withLock =
  (body: Record<string, unknown>): Prepare =>
  async (api, { instance, job }) => {
    const now = Date.now();
    const request = { unit: UNIT, handlers: ['external:pay'], limit: 1000, now, until: now + 60_000 };
    // One token for all: a job that was locked before is locked with the same.
    await api.parts.work.lockJobs({ ...request, token: () => 'the lock' });
    return { params: { instance, job }, body: { lock: 'the lock', ...body } };
  };

const newVersion = async (api: Api): Promise<string> => {
  const deployment = await deploy(api, '新版');
  await api.execute(publisher, { kind: 'publish', deployment });
  return (await api.parts.queries.definitionsOf(deployment))[0]!.digest;
};

const act = (name: string, assign: string): string => `<qh:act name="${name}"><qh:assign ${assign}/></qh:act>`;
const PUBLICITY = `<qh:control kind="publicity">${act('publish', 'of="initiator"')}${act('answer', 'post="otherClerk"')}
  <qh:property name="days" value="5"/></qh:control>`;
const PENS = `<qh:control kind="dualSignature">${act('甲', 'of="initiator"')}${act('乙', 'post="otherClerk"')}</qh:control>`;

/** An instance in which the clerk has done the first act of the control. */
async function begunControl(api: Api, control: string): Promise<string> {
  const id = control === PENS ? 'Pens' : 'Publicity';
  const text = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="${id}" isExecutable="true"><userTask id="Control"><extensionElements>${control}</extensionElements></userTask></process></definitions>`;
  const seed = { kind: 'system', name: 'seed' } as const;
  const deployed = await api.execute(seed, { kind: 'deploy', name: id, resources: [{ name: 'p.bpmn', text }] });
  if (deployed.status !== 'accepted') throw new Error(JSON.stringify(deployed));
  // What was published for an earlier caller is in force already.
  await api.execute(seed, { kind: 'publish', deployment: String(deployed.result['deployment']) });
  const now = { ...clerk, authenticatedAt: Date.now() };
  const started = await api.execute(now, { kind: 'startInstance', process: id });
  if (started.status !== 'accepted') throw new Error(JSON.stringify(started));
  const instance = String(started.result['instance']);
  const items = await api.parts.queries.itemsOf(instance);
  const item = items.find(({ offers }) => offers.includes('person:clerk'))?.item ?? '';
  const done = await api.execute(now, { kind: 'completeWork', instance, item, outcome: 'approve' });
  if (done.status !== 'accepted') throw new Error(JSON.stringify(done));
  return instance;
}

const CORRECTION = { activity: 'apply', change: { name: 'purpose', value: '更正' }, reason: '错别字' };

/** The clerk has filled in something wrongly, in a department that the other clerk leads. */
const filledIn: Prepare = async (api, { instance, item }) => {
  const data = { leader: 'otherClerk', departments: ['office'] };
  const fact = { kind: 'leaderLine', id: 'line-office', from: Date.UTC(2026, 0, 1), to: null, data } as const;
  const change = { kind: 'changeOrganisation', changes: [{ change: 'put', fact }] } as const;
  await api.execute({ kind: 'system', name: 'seed' }, change);
  await api.execute(clerk, { kind: 'completeWork', instance, item, variables: { purpose: '更整' } });
  return { params: { instance } };
};

const owner = { ...clerk, person: 'catalogueOwner', account: 'account-catalogueOwner' } as const;
const otherOwner = { ...clerk, person: 'otherOwner', account: 'account-otherOwner' } as const;

/** An item that a separation keeps the clerk from, in a unit that has a substitute review for that. */
async function compensated(api: Api): Promise<{ readonly instance: string; readonly item: string }> {
  const must = async (by: Parameters<Api['execute']>[0], command: Parameters<Api['execute']>[1]) => {
    const answer = await api.execute(by, command);
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer.result;
  };
  const seed = { kind: 'system', name: 'seed' } as const;
  const since = { from: Date.UTC(2026, 0, 1), to: null };
  const put = (fact: Fact) => ({ change: 'put', fact }) as const;
  await must(seed, {
    kind: 'changeOrganisation',
    changes: [
      put({ kind: 'person', id: 'otherOwner', ...since, data: { name: '另一名职权目录管理员' } }),
      put({
        kind: 'holding',
        id: 'h-otherOwner',
        ...since,
        data: { person: 'otherOwner', post: 'catalogueOwner', kind: 'formal', document: '任' },
      }),
    ],
  });
  const task = (id: string) =>
    `<userTask id="${id}"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>`;
  const text = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="Separated" isExecutable="true"><extensionElements><qh:constraint kind="separation" name="甲乙分离" between="A B"/></extensionElements>
    <startEvent id="s"/>${task('A')}${task('B')}<endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="A"/>
    <sequenceFlow id="f2" sourceRef="A" targetRef="B"/><sequenceFlow id="f3" sourceRef="B" targetRef="e"/></process></definitions>`;
  const deployed = await must(seed, { kind: 'deploy', name: 'Separated', resources: [{ name: 'p.bpmn', text }] });
  await api.execute(seed, { kind: 'publish', deployment: String(deployed['deployment']) });
  const span = { from: Date.now(), to: Date.now() + 30 * 86_400_000 };
  const paper = { document: '会纪〔2026〕1号', digest: '0'.repeat(64) };
  const data = {
    ...{ constraint: '甲乙分离', processes: ['Separated'], reviewer: { person: 'otherClerk' } },
    ...{ resolution: paper, notice: paper, proposedBy: 'catalogueOwner', confirmedBy: null },
  };
  const proposed: Fact = { kind: 'substituteReview', id: 'small', ...span, data };
  const confirmed: Fact = { ...proposed, data: { ...data, confirmedBy: 'otherOwner' } };
  await must(owner, { kind: 'changeOrganisation', changes: [put(proposed)] });
  await must(otherOwner, { kind: 'changeOrganisation', changes: [put(confirmed)] });
  const { instance } = await must(clerk, { kind: 'startInstance', process: 'Separated' });
  const open = async () =>
    (await api.parts.queries.itemsOf(String(instance))).find(({ status }) => status === 'open')?.item ?? '';
  await must(clerk, { kind: 'completeWork', instance: String(instance), item: await open() });
  return { instance: String(instance), item: await open() };
}

/** Of the clerk's, and of nobody else's concern: who was shown it may read it. */
async function anotherInstance(api: Api): Promise<{ readonly params: { readonly instance: string } }> {
  const { instance } = await must(api, clerk, { kind: 'startInstance', process: 'everything' });
  return { params: { instance: String(instance) } };
}

export type OfIdentity = keyof typeof sessionOperations | keyof typeof accountOperations;

/** Ids of the operations that are tried here: see `OF_IDENTITY`. */
export type TriedId = Exclude<OperationId, OfIdentity>;

export const ACCESS: Readonly<Record<TriedId, Row>> = {
  deploy: {
    ok: ['designer'],
    otherwise: 'refused',
    prepare: on(() => ({ body: { name: '新流程', resources: documents() } })),
  },
  listDeployments: { ok: AUTHORS, otherwise: 'forbidden' },
  readDeployment: {
    ok: AUTHORS,
    otherwise: 'forbidden',
    prepare: on(({ deployment }) => ({ params: { deployment } })),
  },
  readResource: {
    ok: AUTHORS,
    otherwise: 'forbidden',
    prepare: on(({ deployment }) => ({ params: { deployment, name: 'apply.form' } })),
  },
  readDesignBasis: { ok: [...AUTHORS, 'catalogueOwner'], otherwise: 'forbidden' },
  readAnonymousOrganisation: { ok: AUTHORS, otherwise: 'forbidden' },
  publish: {
    ok: ['publisher'],
    otherwise: 'refused',
    prepare: async (api) => ({ params: { deployment: await deploy(api, '待发布') } }),
  },
  withdrawPublication: {
    ok: ['publisher'],
    otherwise: 'refused',
    prepare: async (api) => {
      const deployment = await deploy(api, '待生效');
      await api.execute(publisher, { kind: 'publish', deployment, from: api.parts.surroundings.now() + 86_400_000 });
      return { params: { deployment }, body: { reason: '推迟施行' } };
    },
  },
  listDefinitions: forPersons,
  readExpectedSteps: { ...forPersons, prepare: on(({ definition }) => ({ params: { definition } })) },
  readDefinition: { ...forPersons, prepare: on(({ definition }) => ({ params: { definition } })) },
  readTexts: { ...forPersons, prepare: on(() => ({ params: { language: 'en' } })) },
  readDefinitionXml: { ...forPersons, prepare: on(({ definition }) => ({ params: { definition } })) },
  retire: {
    ok: ['publisher'],
    otherwise: 'refused',
    prepare: async (api) => ({ params: { definition: await newVersion(api) } }),
  },

  startInstance: {
    ok: ['clerk', 'otherClerk', 'designer', 'publisher', 'catalogueOwner', 'operator'],
    otherwise: 'refused',
    prepare: on(() => ({ body: { process: 'everything' } })),
  },
  listInstances: forPersons,
  readInstance: { ...forConcerned, prepare: onInstance },
  readVariables: { ...forConcerned, prepare: onInstance },
  setVariables: {
    ...forOperator,
    prepare: on((stage) => ({ ...instanceOf(stage), body: { variables: { a: 1 }, reason: '修复' } })),
  },
  readPrintedForm: { ...forConcerned, prepare: onInstance },
  readTrail: { ...forConcerned, prepare: onInstance },
  readInstanceDiagram: { ...forConcerned, prepare: onInstance },
  objectToPublicity: {
    ok: ['clerk', 'otherClerk', 'designer', 'publisher', 'catalogueOwner', 'operator'],
    otherwise: 'refused',
    prepare: async (api) => ({
      params: { instance: await begunControl(api, PUBLICITY) },
      body: { activity: 'Control', reason: '与事实不符' },
    }),
  },
  withdrawSignature: {
    ok: ['clerk'],
    otherwise: 'refused',
    prepare: async (api) => ({
      params: { instance: await begunControl(api, PENS) },
      body: { activity: 'Control', reason: '误签' },
    }),
  },
  freezeInstance: {
    ok: ['otherClerk'],
    otherwise: 'refused',
    prepare: on((stage) => ({ ...instanceOf(stage), body: { workingDays: 3, reason: '核实' } })),
  },
  unfreezeInstance: {
    ok: ['otherClerk'],
    otherwise: 'refused',
    prepare: async (api, stage) => {
      const freezing = { kind: 'freezeInstance', instance: stage.instance, workingDays: 3, reason: '核实' } as const;
      await api.execute({ ...clerk, person: 'otherClerk', account: 'account-otherClerk' }, freezing);
      return { ...instanceOf(stage), body: { reason: '已核实' } };
    },
  },
  askSubstituteReview: {
    ok: ['clerk'],
    otherwise: 'refused',
    prepare: async (api) => ({ params: { ...(await compensated(api)) } }),
  },
  listRechecks: {
    ok: ['otherClerk', 'operator', 'auditor'],
    otherwise: 'forbidden',
    prepare: on(() => ({ params: { substitute: 'small' } })),
  },
  listNoted: {
    ok: ['otherClerk', 'operator', 'auditor'],
    otherwise: 'forbidden',
    prepare: on(() => ({ query: { noted: 'refusal' } })),
  },
  listMatters: { ok: ['otherClerk', 'operator', 'auditor'], otherwise: 'forbidden' },
  inspectInstance: {
    ok: ['otherClerk'],
    otherwise: 'refused',
    prepare: on((stage) => ({ ...instanceOf(stage), body: { reason: '核实举报' } })),
  },
  readExceptions: { ...forConcerned, prepare: onInstance },
  listCorrections: { ...forConcerned, prepare: onInstance },
  proposeCorrection: {
    ok: ['clerk', 'otherClerk'],
    otherwise: 'refused',
    prepare: async (api, stage) => ({ ...(await filledIn(api, stage)), body: CORRECTION }),
  },
  decideCorrection: {
    ok: ['otherClerk'],
    otherwise: 'refused',
    prepare: async (api, stage) => {
      const { instance } = stage;
      await filledIn(api, stage);
      await api.execute(clerk, { kind: 'proposeCorrection', instance, ...CORRECTION });
      return { params: { instance, correction: 1 }, body: { agree: true } };
    },
  },
  listHandOvers: { ...forConcerned, prepare: onInstance },
  handOver: {
    ...forPersons,
    prepare: on(({ instance }) => ({
      body: { instances: [instance], from: 'clerk', to: 'otherClerk', witness: 'leader', document: '交接〔2026〕1号' },
    })),
  },
  suspendInstance: { ...forOperator, prepare: on((stage) => ({ ...instanceOf(stage), body: { reason: '核查' } })) },
  resumeInstance: {
    ...forOperator,
    prepare: async (api, stage) => {
      await api.execute(operator, { kind: 'suspendInstance', instance: stage.instance, reason: '核查' });
      return instanceOf(stage);
    },
  },
  cancelInstance: { ...forClerk, prepare: on((stage) => ({ ...instanceOf(stage), body: { reason: '作废' } })) },
  askTermination: {
    ...forOperator,
    prepare: async (api, stage) => {
      // Somebody who may do all the rest anyway.
      const line = { leader: 'clerk', departments: ['office'] };
      const fact = { kind: 'leaderLine', id: 'line', from: Date.UTC(2026, 0, 1), to: null, data: line } as const;
      const seed = { kind: 'system', name: 'seed' } as const;
      await api.execute(seed, { kind: 'changeOrganisation', changes: [{ change: 'put', fact }] });
      return { ...instanceOf(stage), body: { reason: '作废' } };
    },
  },
  migrateInstance: {
    ...forOperator,
    prepare: async (api, stage) => ({ ...instanceOf(stage), body: { definition: await newVersion(api) } }),
  },

  countItems: forPersons,
  readMatters: {
    // Who may not see it is told nothing of it, and no more.
    ok: PERSONS,
    otherwise: 'forbidden',
    prepare: on(({ instance }) => ({ query: { instances: instance } })),
  },
  readItemStep: { ...forConcerned, prepare: onItem },
  listMeetings: forPersons,
  readMeetings: { ...forConcerned, prepare: onInstance },
  readMinutes: { ...forConcerned, prepare: onInstance },
  readSheet: { ...forConcerned, prepare: onInstance },
  listWritten: { ...forConcerned, prepare: onInstance },
  readNames: { ...forPersons, prepare: on(() => ({ query: { of: 'person:clerk,post:clerk' } })) },
  findPersons: { ...forPersons, prepare: on(() => ({ query: { text: 'clerk' } })) },

  listCopies: { ...forPersons, prepare: on(() => ({ query: { box: 'toRead' } })) },
  copyInstance: {
    ...forClerk,
    prepare: async (api) => ({ ...(await anotherInstance(api)), body: { persons: ['otherClerk'] } }),
  },
  acknowledgeCopy: {
    ok: ['otherClerk', 'operator'],
    otherwise: 'refused',
    but: { clerk: 'conflict', designer: 'conflict', publisher: 'conflict', catalogueOwner: 'conflict' },
    prepare: async (api) => {
      const persons = ['otherClerk', 'operator'];
      const shown = await anotherInstance(api);
      await must(api, clerk, { kind: 'copyInstance', instance: shown.params.instance, persons });
      return shown;
    },
  },
  listComments: { ...forConcerned, prepare: onInstance },
  commentInstance: { ...forClerk, prepare: on((stage) => ({ ...instanceOf(stage), body: { text: '已电话沟通' } })) },
  urgeItem: { ...forClerk, prepare: on((stage) => ({ ...itemOf(stage), body: {} })) },

  listReminders: forPersons,
  countReminders: forPersons,
  readReminders: { ...forPersons, prepare: on(() => ({ body: { ids: ['a'.repeat(64)] } })) },
  readReminderSettings: forPersons,
  saveReminderSettings: { ...forPersons, prepare: on(() => ({ body: { mail: null, kinds: TOLD_OF } })) },
  listSavedViews: forPersons,
  saveView: { ...forPersons, prepare: on(() => ({ params: { box: 'todo', name: '急件' }, body: { find: '急' } })) },
  dropView: { ok: ['clerk'], otherwise: 'not-found', but: { worker: 'forbidden' }, prepare: savedView },
  listDrafts: forPersons,
  saveItemDraft: { ...forClerk, but: { worker: 'forbidden' }, prepare: on(draftOf) },
  readItemDraft: { ok: ['clerk'], otherwise: 'not-found', but: { worker: 'forbidden' }, prepare: keptDraft },
  dropItemDraft: { ok: ['clerk'], otherwise: 'not-found', but: { worker: 'forbidden' }, prepare: keptDraft },
  saveStartDraft: {
    ok: ['clerk', 'otherClerk', 'designer', 'publisher', 'catalogueOwner', 'operator'],
    otherwise: 'refused',
    but: { worker: 'forbidden' },
    prepare: on(() => ({ params: { process: 'everything' }, body: { variables: { amount: 1 } } })),
  },
  readStartDraft: { ok: ['clerk'], otherwise: 'not-found', but: { worker: 'forbidden' }, prepare: keptStartDraft },
  dropStartDraft: { ok: ['clerk'], otherwise: 'not-found', but: { worker: 'forbidden' }, prepare: keptStartDraft },

  readItemHanding: { ...forConcerned, prepare: onItem },
  transferItem: {
    ok: BUSINESS.filter((who) => who !== 'operator'),
    otherwise: 'refused',
    but: { operator: 'conflict' },
    prepare: (api) => openItem(api, { to: 'operator', reason: '外出' }),
  },
  recuseFromItem: {
    ok: BUSINESS,
    otherwise: 'refused',
    prepare: (api) => openItem(api, { reason: '近亲属为供应商' }),
  },
  reofferItem: { ...forOperator, prepare: strandedItem },
  addSigner: {
    ok: BUSINESS.filter((who) => who !== 'otherClerk'),
    otherwise: 'refused',
    but: { otherClerk: 'invalid' },
    prepare: (api) => openItem(api, { person: 'otherClerk', mode: 'before', reason: '请核对' }),
  },
  removeSigner: { ...forClerk, prepare: addedItem },
  retrieveStep: { ...forClerk, prepare: doneStep },

  listItems: { ...forPersons, prepare: on(() => ({ query: { box: 'open' } })) },
  listInstanceItems: { ...forConcerned, prepare: onInstance },
  readItem: { ...forConcerned, prepare: onItem },
  readItemForm: { ...forConcerned, prepare: onItem },
  readItemActions: { ...forConcerned, prepare: onItem },
  claimItem: { ...forClerk, prepare: onItem },
  releaseItem: {
    ...forClerk,
    prepare: async (api, stage) => {
      await api.execute(clerk, { kind: 'claimWork', instance: stage.instance, item: stage.item });
      return itemOf(stage);
    },
  },
  completeItem: { ...forClerk, prepare: on((stage) => ({ ...itemOf(stage), body: {} })) },
  returnItem: {
    ...forClerk,
    prepare: async (api, { instance, item }) => {
      await api.execute(clerk, { kind: 'completeWork', instance, item });
      const next = (await api.parts.queries.itemsOf(instance)).find(({ status }) => status === 'open');
      return { params: { instance, item: next!.item }, body: { target: 'apply', reason: '请补充' } };
    },
  },

  publishMessage: {
    ok: ['operator', 'worker'],
    otherwise: 'refused',
    prepare: on(() => ({ body: { name: 'paid', correlation: 'B-1' } })),
  },
  broadcastSignal: {
    ok: ['operator', 'worker'],
    otherwise: 'refused',
    prepare: on(() => ({ body: { name: 'stop' } })),
  },

  listJobs: { ok: ['operator', 'auditor', 'systemAdministrator'], otherwise: 'forbidden' },
  lockJobs: {
    ...forWorker,
    prepare: on(() => ({ body: { handlers: ['external:other'], limit: 1, lease: 1000 } })),
  },
  extendJob: { ...forWorker, prepare: withLock({ lease: 60_000 }) },
  completeJob: { ...forWorker, prepare: withLock({}) },
  failJob: { ...forWorker, prepare: withLock({ message: '银行未答复' }) },
  throwJobError: { ...forWorker, prepare: withLock({ code: 'refused' }) },
  retryJob: { ...forOperator, prepare: on(({ instance, job }) => ({ params: { instance, job } })) },

  listIncidents: { ok: ['operator', 'auditor'], otherwise: 'forbidden' },
  resolveIncident: {
    ...forOperator,
    prepare: on(({ instance, incident }) => ({ params: { instance, element: incident } })),
  },
  listQuarantine: { ok: ['operator', 'auditor'], otherwise: 'forbidden' },
  releaseInstance: {
    ...forOperator,
    prepare: async (api, stage) => {
      // As after a fault of the product, of which there is none to be had; with a last entry that no process remembers.
      const aside = `UPDATE instances SET status = 'quarantined', last_leaf = randomblob(32) WHERE id = ?`;
      await api.database.dataSource.query(aside, [stage.instance]);
      return { ...instanceOf(stage), body: { reason: '已修复' } };
    },
  },
  listTimers: { ok: ['operator', 'auditor', 'systemAdministrator'], otherwise: 'forbidden' },

  readOrganisation: { ...forPersons, prepare: on(() => ({ query: { kind: 'post' } })) },
  listDelegations: forPersons,
  delegate: {
    ok: BUSINESS.filter((who) => who !== 'otherClerk'),
    otherwise: 'refused',
    but: { otherClerk: 'invalid' },
    prepare: on(() => {
      // Not in force while others are tried.
      const from = Date.now() + 86_400_000;
      return { body: { to: 'otherClerk', from, until: from + 1000, processes: [], document: '出差' } };
    }),
  },
  endDelegation: {
    ...forClerk,
    prepare: async (api) => {
      const from = Date.now() + 86_400_000;
      const wanted = { to: 'otherClerk', from, until: from + 60_000, processes: [], document: '出差' } as const;
      const { delegation } = await must(api, clerk, { kind: 'delegate', ...wanted });
      return { params: { delegation: String(delegation) } };
    },
  },
  changeOrganisation: {
    ok: ['systemAdministrator'],
    otherwise: 'refused',
    prepare: on(() => ({
      body: {
        changes: [
          {
            change: 'put',
            fact: { kind: 'person', id: 'new', from: Date.UTC(2027, 0, 1), to: null, data: { name: '新人' } },
          },
        ],
      },
    })),
  },

  listRegisters: forPersons,
  listRegisterEntries: { ...forPersons, prepare: on(() => ({ params: { register: 'budgetLine' } })) },
  readRegisterEntry: { ...forPersons, prepare: (api) => enteredLine(api) },
  listRegisterProposals: { ...forKeepers, prepare: on(() => ({ params: { register: 'powerItem' } })) },
  readRegisterProposal: { ...forKeepers, prepare: (api) => proposedPower(api, 'otherOwner') },
  listProposedChanges: { ...forKeepers, prepare: (api) => proposedPower(api, 'otherOwner') },
  proposeRegister: {
    ...forOwner,
    prepare: on(() => ({ params: { register: 'powerItem' }, body: { document: '请示1号', changes: [POWER_CHANGE] } })),
  },
  confirmProposal: {
    ...forOwner,
    prepare: async (api) => {
      const { params, digest } = await proposedPower(api, 'otherOwner');
      return { params, body: { digest } };
    },
  },
  turnDownProposal: {
    ...forOwner,
    prepare: async (api) => ({ ...sentOf(await proposedPower(api, 'otherOwner')), body: { reason: '依据不足' } }),
  },
  withdrawProposal: {
    ...forOwner,
    prepare: async (api) => sentOf(await proposedPower(api, 'catalogueOwner')),
  },
  readRegisterTemplate: { ...forPersons, prepare: on(() => ({ params: { register: 'powerItem' } })) },
  exportRegister: { ...forKeepers, prepare: on(() => ({ params: { register: 'budgetLine' } })) },
  importRegister: {
    ...forOwner,
    prepare: async () => ({
      params: { register: 'powerItem' },
      query: { document: '请示1号' },
      body: await writeSheet('职权目录', POWER_SHEET),
    }),
  },

  attachFile: {
    ok: ['clerk', 'operator'],
    otherwise: 'not-found',
    but: { auditor: 'refused' },
    prepare: on((stage) => ({ ...instanceOf(stage), query: { name: 'a.txt' }, body: Buffer.from('text') })),
  },
  listAttachments: { ...forConcerned, prepare: onInstance },
  readAttachment: {
    ...forConcerned,
    prepare: async (api, { instance }) => {
      const digest = await api.parts.blobs.put(UNIT, Buffer.from('text'));
      const file = { name: 'a.txt', digest, size: 4, type: 'text/plain' };
      await api.execute(clerk, { kind: 'attachFile', instance, ...file });
      const [row] = await api.parts.queries.attachments(instance);
      return { params: { instance, attachment: row!.seq } };
    },
  },

  listEntries: { ok: ['auditor'], otherwise: 'forbidden', prepare: on(() => ({ query: { stream: 'definitions' } })) },
  events: forPersons,
  health: forEverybody,
  readiness: forEverybody,
  openApi: forEverybody,
  docs: forEverybody,
  metrics: { ok: ['operator', 'systemAdministrator'], otherwise: 'forbidden' },
};

/** What `who` is to get. */
export function expected({ ok, otherwise, but }: Row, who: Who): string {
  if (ok.includes(who)) return 'ok';
  return who === 'nobody' ? 'not-signed-in' : (but?.[who] ?? otherwise);
}
