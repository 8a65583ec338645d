import { CATALOGUE_KINDS } from '@quanheng/contracts';
import type { Command, CommandKind, OrganisationChange, Reason, Request } from '../ports/index.js';
import { ACTS, askedOf, type Act, type ActKind } from '../acts/index.js';
import { againstFrozen } from '../exceptions/freezing.js';
import { reason as blocked } from '../texts/index.js';
import type { Item, Work } from '../work/state.js';
import { actingAs } from './acting.js';
import { reasonsAgainst } from './item-rights.js';
import { hasActed } from './parts.js';
import { hasActed } from './parts.js';
import type { Known } from './known.js';
import { withoutFindings } from './publishing.js';

/** Says what stands against a command; nothing: it may be given. */
type Right = (request: Request<Work>, known: Known) => readonly Reason[];

/** Who may give which command, until the policy library knows better. A kind without a row is denied. */
const RIGHTS: { readonly [K in CommandKind]?: Right } = {
  startInstance: anyOf(inBusiness, system('timer'), system('courier')),
  keepStartDraft: inBusiness,
  ...actsOfPeople(),
  attachFile: anyOf(involved, role('operator')),
  setVariables: role('operator'),
  suspendInstance: role('operator'),
  resumeInstance: role('operator'),
  cancelInstance: role('operator'),
  releaseInstance: role('operator'),
  migrateInstance: role('operator'),
  reofferWork: role('operator'),
  resolveIncident: role('operator'),
  retryJob: role('operator'),
  fireTimer: system('timer'),
  deliverMessage: system('courier'),
  deliverSignal: system('courier'),
  completeJob: worker,
  failJob: worker,
  throwJobError: worker,
  publishMessage: anyOf(role('operator'), anyWorker),
  broadcastSignal: anyOf(role('operator'), anyWorker),
  deploy: anyOf(role('designer'), system('seed')),
  publish: both(anyOf(publishing, system('seed')), withoutFindings),
  retire: role('publisher'),
  changeOrganisation: anyOf(administering, changingOwnPassword, system('seed')),
};

export function authorise(request: Request<Work>, known: Known): readonly Reason[] {
  const right = RIGHTS[request.command.kind];
  if (right === undefined) return [reason('NO_RULE', `没有规定谁可以执行“${request.command.kind}”，按规定不予办理。`)];
  return [...againstFrozen(request), ...right(request, known)];
}

/** 三员: none of them acts in a business process. */
const ADMINISTRATORS = ['systemAdministrator', 'securityAdministrator', 'auditor'] as const;

function reason(code: string, message: string, parameters?: Reason['parameters']): Reason {
  return parameters === undefined ? { code, message } : { code, message, parameters };
}

function rolesOf({ principal, organisation, at }: Request<Work>): ReadonlySet<string> {
  return principal.kind === 'person' ? organisation.roles(principal.person, at) : new Set();
}

/** Whoever holds a post and is none of the three administrators. */
function inBusiness(request: Request<Work>): readonly Reason[] {
  const { principal, organisation, at } = request;
  if (principal.kind !== 'person') return [reason('PERSON_REQUIRED', '本操作须由自然人办理。')];
  const roles = rolesOf(request);
  if (ADMINISTRATORS.some((each) => roles.has(each))) {
    return [
      reason('ADMINISTRATOR_IN_BUSINESS', '系统管理员、安全管理员、审计员不得参与业务办理，请由业务岗位人员办理。'),
    ];
  }
  if (organisation.holdings(principal.person, at).length === 0) {
    return [reason('POST_NOT_HELD', '您目前没有任职岗位，不能办理业务；请联系系统管理员核对任职信息。')];
  }
  return [];
}

const ROLE_NAMES: Readonly<Record<string, string>> = {
  operator: '运行维护',
  designer: '流程设计',
  catalogueOwner: '职权目录管理',
  publisher: '流程发布',
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全管理员',
};

function role(code: string): Right {
  return (request) => {
    if (rolesOf(request).has(code)) return [];
    const name = ROLE_NAMES[code] ?? code;
    return [reason('ROLE_REQUIRED', `本操作须由“${name}”岗位人员办理。`, { role: code })];
  };
}

function system(name: string): Right {
  return ({ principal }) =>
    principal.kind === 'system' && principal.name === name
      ? []
      : [reason('SYSTEM_ONLY', '本操作由系统自动执行，不能由人员办理。')];
}

/** The first one's reasons count when none of them allows it. */
function anyOf(...rights: readonly [Right, ...Right[]]): Right {
  return (request, known) => {
    for (const right of rights) if (right(request, known).length === 0) return [];
    return rights[0](request, known);
  };
}

function both(one: Right, other: Right): Right {
  return (request, known) => [...one(request, known), ...other(request, known)];
}

/** Handlers of the product and external workers; whether they still hold the job is the door's to check. */
function worker({ principal }: Request<Work>): readonly Reason[] {
  if (principal.kind === 'worker') return [];
  if (principal.kind === 'system' && principal.name.startsWith('job:')) return [];
  return [reason('WORKER_ONLY', '自动任务只能由登记的处理程序回报结果。')];
}

function anyWorker({ principal }: Request<Work>): readonly Reason[] {
  return principal.kind === 'worker' ? [] : [reason('WORKER_ONLY', '本操作只能由登记的外部程序执行。')];
}

/** What people do in the matter itself: each kind of act says for itself who may. */
function actsOfPeople(): { readonly [K in ActKind]: Right } {
  const rights = Object.entries(ACTS).map(([kind, act]) => [kind, doing(act as Act)] as const);
  return Object.fromEntries(rights) as { readonly [K in ActKind]: Right };
}

function doing(act: Act): Right {
  return (request, known) => {
    const against = inBusiness(request);
    const asked = against.length === 0 ? askedOf(request) : undefined;
    return asked === undefined ? against : act.against(asked, known);
  };
}

/** Who started the instance, has a part in its trail, or has an open item of it. */
function involved(request: Request<Work>, known: Known): readonly Reason[] {
  const against = inBusiness(request);
  const { principal, instance, organisation, at } = request;
  if (against.length > 0 || principal.kind !== 'person' || instance === undefined) return against;
  const { person } = principal;
  if (hasActed(instance, person)) return [];
  const items = Object.values(instance.work.items);
  const isOpenTo = (item: Item): boolean => {
    const acting = actingAs(item.offers, person, instance.process, organisation, at);
    return reasonsAgainst({ request, instance, item, person: principal, acting }, known).length === 0;
  };
  if (items.some(isOpenTo)) return [];
  return [reason('NOT_INVOLVED', '您未参与本件办理，不能添加材料。')];
}

/** Another natural person than the one who deployed (PUBLISH_SELF of domain §6.3). */
function publishing(request: Request<Work>, known: Known): readonly Reason[] {
  const against = role('publisher')(request, known);
  const { principal, deployment } = request;
  const isOwn = principal.kind === 'person' && deployment?.by === `person:${principal.person}`;
  return isOwn ? [...against, reason('PUBLISH_SELF', '流程须由设计人以外的人员发布。')] : against;
}

/**
 * People, accounts and departments are the system administrator's; posts, who holds them and credentials the security administrator's: so neither
 * gives rights to a person of their own making, or signs in with an account of their own making in the name of another. Rules of the unit are the
 * catalogue owner's.
 */
const SYSTEM_ADMINISTRATORS: ReadonlySet<string> = new Set(['person', 'account', 'department', 'body']);
const CATALOGUE: ReadonlySet<string> = new Set(CATALOGUE_KINDS);

function administering(request: Request<Work>, known: Known): readonly Reason[] {
  const { command }: { command: Command } = request;
  if (command.kind !== 'changeOrganisation') return [];
  const needed = new Set(command.changes.map(administratorOf));
  return [...needed].flatMap((each) => role(each)(request, known));
}

/** Everybody sets the password of the account they are signed in with; the old one was asked for outside. */
function changingOwnPassword({ command, principal }: Request<Work>): readonly Reason[] {
  if (command.kind !== 'changeOrganisation' || principal.kind !== 'person') return [OTHERS_PASSWORD];
  const isOwn = command.changes.every((each) => each.change === 'credential' && each.account === principal.account);
  return isOwn ? [] : [OTHERS_PASSWORD];
}
const OTHERS_PASSWORD = reason('OWN_PASSWORD_ONLY', '只能修改本人所用账号的口令。');

function administratorOf(change: OrganisationChange): string {
  const kind = change.change === 'put' ? change.fact.kind : change.change === 'end' ? change.kind : 'credential';
  if (CATALOGUE.has(kind)) return 'catalogueOwner';
  return SYSTEM_ADMINISTRATORS.has(kind) ? 'systemAdministrator' : 'securityAdministrator';
}
