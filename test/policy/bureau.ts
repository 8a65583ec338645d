import { shippedProfiles } from '@quanheng/host';
import { createPolicy, type ProcessBindingData, type Profile } from '@quanheng/policy';
import { NODE_HASHING, type Answer, type WireVariables, type WorkItemRow } from '@quanheng/runtime';
import type { CompleteWork, Fact, OrganisationChange, Policy, Principal } from '@quanheng/runtime/ports';
import { isRuled } from '../../libs/policy/src/texts/domain-codes.js';
import { Office, type OpenedStore } from '../contract/door/office.js';
import { SEED, UNIT } from '../contract/office.js';

const SINCE = Date.UTC(2020, 0, 1);
const PROFILES = withOwn(shippedProfiles());
/** A form that is a payment itself, and a treasury that calls the payee something else, as a unit's own profile may know them. */
function withOwn(shipped: ReadonlyMap<string, Profile>): ReadonlyMap<string, Profile> {
  const [reimbursement] = [...shipped.values()].filter(({ name }) => name === 'reimbursement');
  if (reimbursement === undefined) throw new Error('there is no profile reimbursement');
  const effectOf = { 'form:payment-order': 'payment' as const };
  const [said] = reimbursement.keyElements.filter(({ data }) => data === 'payee');
  if (said === undefined) throw new Error('the payee is no key element');
  const payTo = { ...said, by: 'treasury-payment', data: 'payTo' };
  const keyElements = [...reimbursement.keyElements, payTo];
  return new Map([
    ...shipped,
    ['payment-orders', { ...reimbursement, name: 'payment-orders', effectOf }],
    ['treasury', { ...reimbursement, name: 'treasury', keyElements }],
  ]);
}
const EFFECTS: ReadonlyMap<string, string> = new Map([['treasury-payment', 'payment']]);

/** 基建处 and 财务处, each under a vice leader of its own; a third department has nothing to do with either. */
const DEPARTMENTS = { INFRA: '基建处', FIN: '财务处', AUDIT: '审计处', LEADERS: '院领导' } as const;
type Department = keyof typeof DEPARTMENTS;
const POSTS: readonly (readonly [post: string, name: string, department: Department, ...roles: string[]])[] = [
  ['pm', '项目负责人', 'INFRA', 'PM'],
  ['infra-head', '基建处长', 'INFRA', 'INFRA_HEAD'],
  ['fin-auditor', '财务审核岗', 'FIN', 'FIN_AUDITOR'],
  ['fin-head', '财务处长', 'FIN', 'FIN_HEAD'],
  ['cashier', '出纳', 'FIN', 'CASHIER'],
  ['checker', '审计岗', 'AUDIT', 'AUDIT'],
  ['vice-infra', '分管基建领导', 'LEADERS', 'VICE_INFRA'],
  ['vice-fin', '分管财务领导', 'LEADERS', 'VICE_FIN'],
  ['vice-audit', '分管审计领导', 'LEADERS', 'VICE_AUDIT'],
];
const HOLDINGS: readonly (readonly [person: string, ...posts: string[]])[] = [
  ['pm', 'pm'],
  ['ihead', 'infra-head'],
  ['fauditor', 'fin-auditor'],
  ['fhead', 'fin-head'],
  ['cashier', 'cashier'],
  ['auditing', 'checker'],
  ['vinfra', 'vice-infra'],
  ['vfin', 'vice-fin'],
  ['vaudit', 'vice-audit'],
  // Holds both headships, which a small unit may bring about.
  ['both', 'infra-head', 'fin-head'],
];
const LINES: readonly (readonly [leader: string, department: Department])[] = [
  ['vice-infra', 'INFRA'],
  ['vice-fin', 'FIN'],
  ['vice-audit', 'AUDIT'],
];

export function fact<K extends Fact['kind']>(
  kind: K,
  id: string,
  data: Extract<Fact, { kind: K }>['data'],
  span: { readonly from?: number; readonly to?: number } = {},
): OrganisationChange {
  return { change: 'put', fact: { kind, id, from: span.from ?? SINCE, to: span.to ?? null, data } as Fact };
}

/** The processes of the drawings that pay. Whoever draws another binds it: `bureau.bind`. */
const PAYING = ['Payment', 'Registered', 'Bare', 'Hidden', 'Called', 'Calling', 'ByHand', 'Shadowed', 'Rewritten'];

/** As the owner of the catalogue of powers binds a process. */
export function binding(
  process: string,
  profile: string,
  over: Partial<ProcessBindingData> = {},
  span: { readonly from?: number } = {},
): OrganisationChange {
  const basis = [{ article: '单位财务制度', mark: 'D' }];
  return fact(
    'processBinding',
    process,
    {
      ...{ power: profile, riskLevel: 'high', profile, document: '职权目录〔2026〕1号' },
      powerItem: { name: profile, legalBasis: basis, responsibleSubject: 'FIN' },
      descriptors: { conditions: '有预算', posts: ['pm'], procedure: '申请、检查、支付', disclosure: '本单位' },
      complaintChannel: '纪检监察室',
      disclosureItems: [{ name: '办理结果', dueWorkingDays: 20 }],
      ...over,
    },
    span,
  );
}

export function bureauChanges(): readonly OrganisationChange[] {
  return [
    ...Object.entries(DEPARTMENTS).map(([id, name]) => fact('department', id, { name, parent: null })),
    ...POSTS.map(([id, name, department, ...roles]) => fact('post', id, { name, department, roles })),
    ...LINES.map(([leader, department]) =>
      fact('leaderLine', `line-${department}`, { leader, departments: [department] }),
    ),
    ...HOLDINGS.flatMap(([id, ...posts]) => [
      fact('person', id, { name: `人员-${id}` }),
      fact('account', `a-${id}`, { kind: 'person', person: id, login: id }),
      ...posts.map((post) =>
        fact('holding', `h-${id}-${post}`, { person: id, post, kind: 'formal', document: '任〔2020〕1号' }),
      ),
    ]),
    ...PAYING.map((process) => binding(process, 'reimbursement')),
  ];
}

/** An office whose payments are governed. People have just proved who they are, unless a test says otherwise. */
export class Bureau {
  private constructor(readonly office: Office) {}

  /**
   * Drawings are put into force past the judgement on publication, unless that is what is tried: what holds when a bad one is in force all the same is
   * what most tests ask.
   */
  static async open(opened: OpenedStore, { isJudged = false } = {}): Promise<Bureau> {
    const real = createPolicy({
      effects: (handler) => EFFECTS.get(handler),
      profiles: PROFILES,
      digest: (text) => NODE_HASHING.text(text),
    }) as Policy;
    const lenient: Policy = {
      ...real,
      authorise: (request) => (request.command.kind === 'publish' ? [] : real.authorise(request)),
    };
    return new Bureau(await Office.open(opened, isJudged ? real : lenient, bureauChanges()));
  }

  /** Changes of the organisation that must be accepted. */
  async change(...changes: readonly OrganisationChange[]): Promise<void> {
    await this.office.must(SEED, { kind: 'changeOrganisation', changes });
  }

  as(id: string, account = `a-${id}`): Principal {
    return { kind: 'person', person: id, account, authenticatedAt: this.office.now };
  }

  async start(process: string, variables: WireVariables = {}): Promise<string> {
    const { result } = await this.office.must(this.as('pm'), { kind: 'startInstance', process, variables });
    return result['instance'] as string;
  }

  async open(instance: string): Promise<readonly WorkItemRow[]> {
    return (await this.office.opened.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
  }

  /** Names of what is open, in order. */
  async openNames(instance: string): Promise<readonly string[]> {
    return (await this.open(instance)).map(({ name }) => name).sort();
  }

  /** The one open item whose name has this in it. */
  async item(instance: string, part: string): Promise<string> {
    const found = (await this.open(instance)).filter(({ name }) => name.includes(part));
    if (found.length !== 1) throw new Error(`${found.length} open items are named like ${part}`);
    return found[0]!.item;
  }

  async act(
    by: Principal,
    instance: string,
    part: string,
    rest: Omit<CompleteWork, 'kind' | 'instance' | 'item'> = {},
  ): Promise<Answer> {
    const item = await this.item(instance, part);
    return this.office.give(by, { kind: 'completeWork', instance, item, ...rest });
  }

  approve(id: string, instance: string, part: string): Promise<Answer> {
    return this.act(this.as(id), instance, part, { outcome: 'approve' });
  }

  /** Who has jobs waiting: the handlers. */
  async jobs(instance: string): Promise<readonly string[]> {
    const { rows } = await this.office.opened.queries.jobs(UNIT, { instance }, { limit: 100 });
    return rows.map(({ handler }) => handler);
  }
}

/** Codes of the reasons of a refusal, the headline first; of anything else its status. What rests on a rule has to name it. */
export function codesOf(answer: Answer): readonly string[] {
  if (answer.status !== 'refused') return [answer.status];
  for (const { code, parameters } of answer.reasons) {
    if (isRuled(code) && parameters?.['constraint'] === undefined) throw new Error(`${code} names no rule`);
  }
  return answer.reasons.map(({ code }) => code);
}
