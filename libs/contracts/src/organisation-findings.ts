import type { FACT_KINDS } from './organisation.js';
import type { BothLanguages } from './organisation-roles.js';
import type { Ledger } from './registers.js';

type Kind = (typeof FACT_KINDS)[number] | Ledger;
export type Language = keyof BothLanguages;

/** What the kinds of facts, and the entries of ledgers, are called (domain reference §5.7). */
export const FACT_KIND_NAMES: Readonly<Record<Kind, BothLanguages>> = {
  person: { zh: '人员', en: 'person' },
  account: { zh: '账号', en: 'account' },
  department: { zh: '部门', en: 'department' },
  post: { zh: '岗位', en: 'post' },
  holding: { zh: '任职', en: 'holding' },
  body: { zh: '议事机构', en: 'body' },
  actingChair: { zh: '代理主持', en: 'acting chair' },
  leaderLine: { zh: '分管关系', en: 'leader line' },
  delegation: { zh: '委托', en: 'delegation' },
  relation: { zh: '利害关系', en: 'relation' },
  calendar: { zh: '工作日历', en: 'calendar' },
  threshold: { zh: '限额标准', en: 'threshold' },
  processBinding: { zh: '职权目录项', en: 'binding of a process' },
  substituteReview: { zh: '替代控制', en: 'substitute review' },
  unitRule: { zh: '单位规则', en: 'rule of the unit' },
  powerItem: { zh: '职权事项', en: 'power' },
  majorFourItem: { zh: '三重一大事项', en: 'major matter' },
  disclosureItem: { zh: '公开事项', en: 'item of disclosure' },
  complaintChannel: { zh: '投诉渠道', en: 'complaint channel' },
  supplier: { zh: '供应商', en: 'supplier' },
  contract: { zh: '合同', en: 'contract' },
  budgetLine: { zh: '预算指标', en: 'budget line' },
};

/**
 * Why a change of the organisation is turned down: what is wrong and what to do. `{name}` is filled from the finding's parameters; a parameter whose
 * name ends in `kind` or `Kind` is a kind of fact and is put into the reader's language; `at` is a moment in milliseconds since the epoch.
 */
export const ORGANISATION_FINDINGS = {
  malformed: {
    zh: '数据格式不对({path}):{problem}。请更正后再提交。',
    en: 'The data is malformed at {path}: {problem}. Correct it and submit again.',
  },
  'empty-validity': {
    zh: '{kind} {id} 的失效时间不晚于生效时间。请改正起止时间。',
    en: 'The {kind} {id} ends before it begins. Correct the two dates.',
  },
  'unknown-thing': {
    zh: '{kind} {id} 不存在或到那时已失效，无需终止。请核对编号和时间。',
    en: 'There is no {kind} {id} to end at that time. Check the id and the date.',
  },
  'missing-reference': {
    zh: '{kind} {id} 引用的{otherKind} {other} 在 {at} 无效。请先建立它，或使起止时间落在它的有效期内。',
    en: 'The {kind} {id} needs the {otherKind} {other}, which is not valid at {at}. Put it there first, or keep within its validity.',
  },
  'relied-on': {
    zh: '{kind} {id} 自 {at} 起不再有效，但仍被使用：{users}。请先终止或调整这些内容。',
    en: 'The {kind} {id} would not be valid from {at} on, but these rely on it: {users}. End or change them first.',
  },
  'login-taken': {
    zh: '登录名 {login} 已由账号 {other} 使用。请换一个登录名。',
    en: 'The login {login} is that of the account {other}. Choose another.',
  },
  'subject-taken': {
    zh: '统一身份 {subject} 已绑定账号 {other}。请先解除原绑定。',
    en: 'The subject {subject} is bound to the account {other}. Unbind it there first.',
  },
  'account-moved': {
    zh: '账号 {id} 属于 {owner}，不能改归他人。请为新的使用人另建账号。',
    en: 'The account {id} belongs to {owner} and stays theirs. Make a new account for whoever is to use it.',
  },
  'credential-without-account': {
    zh: '账号 {id} 此时无效，不能设置凭据。请先建立账号。',
    en: 'There is no account {id} now that a credential could be given to. Put the account first.',
  },
  'credential-of-other-kind': {
    zh: '账号 {id} 的凭据形式不对：个人账号用 Argon2id 口令，外部作业程序用令牌摘要。',
    en: 'The credential does not fit the account {id}: persons have an Argon2id hash, workers the digest of a token.',
  },
  'held-twice': {
    zh: '{person} 在 {at} 同时以两项任职({id}、{other})担任岗位 {post}。请先终止其中一项。',
    en: 'At {at} the person {person} would hold the post {post} twice, by {id} and {other}. End one of them first.',
  },
  'seats-exceeded': {
    zh: '岗位 {post} 核定 {seats} 人，但 {at} 有 {count} 人正式任职：{users}。请先免去一人，或以主持工作、临时负责方式任职。',
    en: 'The post {post} has {seats} seats, but at {at} {count} persons would hold it formally: {users}. End one holding first, or let the new one preside or stand in.',
  },
  'department-circle': {
    zh: '部门 {id} 在 {at} 成为自己的上级：{path}。请更正上级部门。',
    en: 'At {at} the department {id} would be above itself: {path}. Correct the parent.',
  },
  'department-too-deep': {
    zh: '部门 {id} 之上的层级超过 {limit} 级。请减少层级。',
    en: 'More than {limit} departments lie above {id}. Use fewer levels.',
  },
  'delegation-backdated': {
    zh: '委托 {id} 不能追溯到提交之前生效、变更或终止。请从现在起计。',
    en: 'The delegation {id} cannot begin, change or end before the moment of this change. Date it from now on.',
  },
  'delegation-without-end': {
    zh: '委托 {id} 没有截止时间。请写明委托期限。',
    en: 'The delegation {id} has no end. Say until when it holds.',
  },
  'holding-without-end': {
    zh: '任职 {id} 是临时负责，没有截止时间。请写明临时负责到何时。',
    en: 'The holding {id} is temporary and has no end. Say until when it lasts.',
  },
  'past-without-document': {
    zh: '{kind} {id} 的变更追溯到 {at} 之前，须写明依据文件。请填写文件号，或从现在起变更。',
    en: 'The change of the {kind} {id} reaches back before {at}, so it needs a document. Give its number, or make the change from now on.',
  },
  'acting-chair-backdated': {
    zh: '{id} 的代理主持不能追溯到提交之前生效、变更或终止。请从现在起计。',
    en: 'The acting chair of {id} cannot begin, change or end before the moment of this change. Date it from now on.',
  },
  'acting-chair-without-end': {
    zh: '{id} 的代理主持没有截止时间。请写明代理到何时。',
    en: 'The acting chair of {id} has no end. Say until when somebody chairs in the chair’s place.',
  },
  'acting-chair-not-member': {
    zh: '{person} 在 {at} 不是 {id} 有表决权的其他成员，不能代理主持。请另定一名成员。',
    en: 'At {at} the person {person} is no other member of {id} with a vote and cannot chair it. Name another member.',
  },
  'own-appointment': {
    zh: '不能变更本人的任职({id})。请由另一名管理员办理。',
    en: 'Nobody changes their own holding ({id}). Ask another administrator.',
  },
  'administrator-post-mixed': {
    zh: '岗位 {id} 授予 {role}，不能再授予其他角色或设为分管领导岗位(三员分立)。请拆分岗位。',
    en: 'The post {id} gives {role}, so it gives no other role and leads no department. Split the post.',
  },
  'administrators-not-distinct': {
    zh: '{person} 在 {at} 兼有 {roles}。系统管理员、安全保密管理员、安全审计员必须由三人分别担任。请先终止其一。',
    en: 'At {at} the person {person} would be {roles} at once. The three administrators are three people: end one of the holdings first.',
  },
  'administrator-in-business': {
    zh: '{person} 在 {at} 是 {role}，不能同时担任业务岗位 {posts}。请先终止其一。',
    en: 'At {at} the person {person} would be {role} and hold {posts}, which are posts of business. End one side first.',
  },
  'administrator-in-body': {
    zh: '{person} 在 {at} 是 {role}，不能参加议事机构 {bodies}。请先调整成员。',
    en: 'At {at} the person {person} would be {role} and sit in {bodies}. Change the members first.',
  },
  'administrator-delegates': {
    zh: '{person} 在 {at} 是 {role}，不能委托他人或受他人委托：{delegations}。请先终止委托。',
    en: 'At {at} the person {person} would be {role} and part of {delegations}. Administrators neither delegate nor stand in: end the delegation first.',
  },
  'administrator-missing': {
    zh: '{at} 起将没有人担任 {role}。请先任命接替的人。',
    en: 'From {at} on nobody would be {role}. Appoint the successor first.',
  },
  'roles-incompatible': {
    zh: '{person} 在 {at} 同时具有 {one} 和 {other} 两种角色，二者须由不同人员担任。请先终止其一。',
    en: 'At {at} the person {person} would be {one} and {other} at once, which are two people. End one of the holdings first.',
  },
  'duties-incompatible': {
    zh: '{person} 在 {at} 将同时承担不相容职责 {one} 和 {other}({pair}；依据：{basis})，所在岗位：{onePosts} / {otherPosts}。请由不同人员任职，或先终止其一。',
    en: 'At {at} the person {person} would have the duties {one} and {other}, which do not go together ({pair}; basis: {basis}), by the posts {onePosts} / {otherPosts}. Appoint two people, or end one of the holdings first.',
  },
  'calendar-date-outside': {
    zh: '工作日历 {id} 中的日期 {dates} 不属于该年度。请改正日期，或记入相应年度的日历。',
    en: 'The calendar {id} names {dates}, which are not of its year. Correct them, or put them into the calendar of theirs.',
  },
  'calendar-date-both': {
    zh: '工作日历 {id} 中的日期 {dates} 既是放假日又是上班日。请删去其中一处。',
    en: 'The calendar {id} names {dates} as holidays and as workdays. Take them out of one of the two.',
  },
  'calendar-workday-on-weekday': {
    zh: '工作日历 {id} 的调休上班日 {dates} 不是周六或周日。周一至周五不必列入；请改正日期。',
    en: 'The calendar {id} names {dates} as worked weekends, but they are weekdays. Weekdays need not be named: correct the dates.',
  },
  'calendar-late': {
    zh: '工作日历 {id} 自 {at} 起才有效，此前推算该年度期限时会按周一至周五计算。请把生效时间提前到该年1月1日之前，一般取公布之日。',
    en: 'The calendar {id} would be valid only from {at} on, and periods into its year would be counted without it until then. Let it begin before that year, as a rule on the day it was announced.',
  },
  'substitute-term': {
    zh: '替代控制 {id} 须写明从现在起、不超过12个月的期限。请改正起止时间。',
    en: 'The substitute review {id} begins now or later and lasts 12 months at most. Correct the two dates.',
  },
  'substitute-forbidden': {
    zh: '约束 {constraint} 不能设替代控制：会计法第25条、第35条的不相容职责、系统管理职责和主要领导限制不得以替代复核代替。请另行安排人员。',
    en: 'Nothing is substituted for {constraint}: not for the duties that articles 25 and 35 of the Accounting Law keep apart, nor for those of administrators, nor for the restriction of the chief. Have other people do it.',
  },
  'substitute-reviewer': {
    zh: '替代控制 {id} 的复核人不能是主要领导。请指定核算中心、代理记账机构或其他单位的人员。',
    en: 'The reviewer of the substitute review {id} cannot be the chief. Name somebody of an accounting centre, a bookkeeping agency or another unit.',
  },
  'substitute-two-persons': {
    zh: '替代控制 {id} 须由一名职权目录管理员以本人名义提出，再由另一名原样确认后生效。请由提出人重新提交，或由另一人按原内容确认。',
    en: 'One owner of the power catalogue proposes the substitute review {id} in their own name, and another confirms it unchanged. Propose it again, or have another person confirm what was proposed.',
  },
  'rule-rewritten': {
    zh: '{kind} {id} 不能改变 {at} 之前已有的规定，在办事项沿用其开始时的规定。请从现在或将来的时间起变更。',
    en: 'What the {kind} {id} said before {at} stays: what has begun keeps the rules it began with. Change it from now or a later moment on.',
  },
  'entry-changed': {
    zh: '{kind} {id} 在提出之后已有变更。请退回本次提请，核对现状后重新提出。',
    en: 'The {kind} {id} has changed since this was proposed. Turn the proposal down, look at what holds now, and propose anew.',
  },
  'entry-full': {
    zh: '{kind} {id} 的历次内容已达 {limit} 段，不能再变更。请终止它并以新编号登记。',
    en: 'The {kind} {id} says {limit} different things already. End it and put it under another number.',
  },
  'opening-over': {
    zh: '{kind} {id} 的期初累计 {opening} 元大于总额 {sum} 元。请核对金额。',
    en: 'Of the {kind} {id}, {opening} yuan were used before, more than the {sum} yuan there are. Check the amounts.',
  },
  'credit-code-taken': {
    zh: '统一社会信用代码 {code} 已登记为供应商 {other}。请核对，或变更原登记。',
    en: 'The credit code {code} is that of the supplier {other}. Check it, or change that entry.',
  },
} as const satisfies Record<string, BothLanguages>;
export type OrganisationFindingCode = keyof typeof ORGANISATION_FINDINGS;
export type FindingParameters = Readonly<Record<string, string | number>>;

/** The text of a finding, filled in. */
export function wordOrganisationFinding(
  code: OrganisationFindingCode,
  parameters: FindingParameters,
  language: Language,
): string {
  return ORGANISATION_FINDINGS[code][language].replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = parameters[name];
    if (value === undefined) return hole;
    if (name === 'at' && typeof value === 'number') return moment(value);
    const kind = /kind$/i.test(name) ? FACT_KIND_NAMES[value as Kind] : undefined;
    return kind?.[language] ?? String(value);
  });
}

/** To the minute, in China's time: `2026-05-01 00:00`. */
function moment(at: number): string {
  const CHINA = 8 * 3_600_000;
  return new Date(at + CHINA).toISOString().slice(0, 16).replace('T', ' ');
}
