import { CATALOGUE_KINDS, isReferenceRegister, type RoleCode } from '@quanheng/contracts';
import type { Command, CommandKind, Ground, OrganisationChange, Reason, Request } from '../ports/index.js';
import { ACTS, askedOf, type Act, type ActKind } from '../acts/index.js';
import { againstFrozen } from '../exceptions/freezing.js';
import { againstInspecting } from '../inspection/index.js';
import { reason } from '../texts/index.js';
import type { Item, Work } from '../work/state.js';
import { actingAs } from './acting.js';
import { againstDelegating, againstEndingDelegation } from './delegations.js';
import { reasonsAgainst } from './item-rights.js';
import { hasActed } from './parts.js';
import type { Known } from './known.js';
import {
  againstAlone,
  againstConfirming,
  againstProposing,
  againstTurningDown,
  againstWithdrawing,
} from './registers.js';
import { withoutFindings } from './publishing.js';
import { againstOperatorWrites } from './operator-writes.js';
import { againstStarting } from './own-matters.js';
import { againstReplacing } from './signed-papers.js';
import { againstUnsetThresholds } from './thresholds.js';
import { actingIn } from './handed-over.js';
import { unreasoned } from './unreasoned.js';
import { namesOf } from './who.js';

/** Says what stands against a command; nothing: it may be given. */
type Right = (request: Request<Work>, known: Known) => readonly Ground[];

/** Who may give which command, until the policy library knows better. A kind without a row is denied. */
const RIGHTS: { readonly [K in CommandKind]?: Right } = {
  startInstance: both(
    anyOf(inBusiness, system('timer'), system('courier')),
    both(againstUnsetThresholds, againstStarting),
  ),
  keepStartDraft: inBusiness,
  ...actsOfPeople(),
  attachFile: both(anyOf(involved, role('operator')), againstReplacing),
  setVariables: onceAllowed(role('operator'), againstOperatorWrites),
  suspendInstance: both(role('operator'), reasoned),
  resumeInstance: role('operator'),
  releaseInstance: both(role('operator'), reasoned),
  migrateInstance: both(role('operator'), againstUnsetThresholds),
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
  withdrawPublication: both(role('publisher'), reasoned),
  retire: role('publisher'),
  delegate: both(inBusiness, againstDelegating),
  endDelegation: againstEndingDelegation,
  proposeRegister: anyOf(both(inBusiness, againstProposing), system('seed')),
  confirmProposal: anyOf(both(inBusiness, againstConfirming), system('seed')),
  turnDownProposal: both(both(inBusiness, againstTurningDown), reasoned),
  withdrawProposal: both(inBusiness, againstWithdrawing),
  inspectInstance: both(inBusiness, againstInspecting),
  changeOrganisation: anyOf(administering, changingOwnPassword, system('seed')),
};

/**
 * Whoever does or returns work that is theirs to do is told everything at once, also what would stand against the step (domain §6.2); nobody else is told
 * what stands in a matter.
 */
export function isToldFurther(request: Request<Work>): boolean {
  const { command, instance, principal, organisation, at } = request;
  if (command.kind !== 'completeWork' && command.kind !== 'returnWork') return false;
  const item = instance?.work.items[command.item];
  if (instance === undefined || item === undefined || principal.kind !== 'person') return false;
  if (inBusiness(request).length > 0) return false;
  return actingIn(instance, item, principal.person, organisation, at) !== null;
}

export function authorise(request: Request<Work>, known: Known): readonly Ground[] {
  const { kind } = request.command;
  const right = Object.hasOwn(RIGHTS, kind) ? RIGHTS[kind] : undefined;
  if (right === undefined) return [reason('NO_RULE', { kind: request.command.kind })];
  return [...againstFrozen(request), ...right(request, known)];
}

/** 三员: none of them acts in a business process. */
const ADMINISTRATORS = ['systemAdministrator', 'securityAdministrator', 'auditor'] as const;

function rolesOf({ principal, organisation, at }: Request<Work>): ReadonlySet<string> {
  return principal.kind === 'person' ? organisation.roles(principal.person, at) : new Set();
}

/** Whoever holds a post and is none of the three administrators. */
function inBusiness(request: Request<Work>): readonly Reason[] {
  const { principal, organisation, at } = request;
  if (principal.kind !== 'person') return [reason('PERSON_REQUIRED')];
  const roles = rolesOf(request);
  if (ADMINISTRATORS.some((each) => roles.has(each))) return [reason('ADMINISTRATOR_IN_BUSINESS')];
  return organisation.holdings(principal.person, at).length === 0 ? [reason('NO_POST')] : [];
}

function role(code: RoleCode): Right {
  return (request) => {
    if (rolesOf(request).has(code)) return [];
    const posts = (): string => namesOf([`role:${code}`], request.organisation, request.at);
    return [{ code: 'ROLE_REQUIRED', word: () => reason('ROLE_REQUIRED', { role: code, posts: posts() }) }];
  };
}

function system(name: string): Right {
  return ({ principal }) => (principal.kind === 'system' && principal.name === name ? [] : [reason('SYSTEM_ONLY')]);
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

/** What was written is looked at once somebody may write at all. */
function onceAllowed(one: Right, other: Right): Right {
  return (request, known) => {
    const against = one(request, known);
    return against.length > 0 ? against : other(request, known);
  };
}

/** Also of clients that leave it out. */
function reasoned({ command }: Request<Work>): readonly Reason[] {
  return unreasoned((command as { readonly reason?: string }).reason);
}

/** Handlers of the product and external workers; whether they still hold the job is the door's to check. */
function worker({ principal }: Request<Work>): readonly Reason[] {
  if (principal.kind === 'worker') return [];
  if (principal.kind === 'system' && principal.name.startsWith('job:')) return [];
  return [reason('WORKER_ONLY')];
}

function anyWorker({ principal }: Request<Work>): readonly Reason[] {
  return principal.kind === 'worker' ? [] : [reason('WORKER_ONLY')];
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
function involved(request: Request<Work>, known: Known): readonly Ground[] {
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
  return [reason('NOT_INVOLVED')];
}

/** Another natural person than the one who deployed (PUBLISH_SELF of domain §6.3). */
function publishing(request: Request<Work>, known: Known): readonly Ground[] {
  const against = role('publisher')(request, known);
  const { principal, deployment } = request;
  const isOwn = principal.kind === 'person' && deployment?.by === `person:${principal.person}`;
  return isOwn ? [...against, reason('PUBLISH_SELF')] : against;
}

/**
 * People, accounts and departments are the system administrator's; posts, who holds them and credentials the security administrator's: so neither
 * gives rights to a person of their own making, or signs in with an account of their own making in the name of another. Rules of the unit are the
 * catalogue owner's.
 */
const SYSTEM_ADMINISTRATORS: ReadonlySet<string> = new Set(['person', 'account', 'department', 'body']);
const CATALOGUE: ReadonlySet<string> = new Set(CATALOGUE_KINDS);

function administering(request: Request<Work>, known: Known): readonly Ground[] {
  const { command }: { command: Command } = request;
  if (command.kind !== 'changeOrganisation') return [];
  const kinds = new Set(command.changes.map(kindOf));
  const needed = new Set([...kinds].filter((kind) => !isReferenceRegister(kind)).map(administratorOf));
  return [
    ...[...needed].flatMap((each) => role(each)(request, known)),
    ...[...kinds].filter(isReferenceRegister).map(againstAlone),
  ];
}

/** Everybody sets the password of the account they are signed in with; the old one was asked for outside. */
function changingOwnPassword({ command, principal }: Request<Work>): readonly Reason[] {
  if (command.kind !== 'changeOrganisation' || principal.kind !== 'person') return [OTHERS_PASSWORD];
  const isOwn = command.changes.every((each) => each.change === 'credential' && each.account === principal.account);
  return isOwn ? [] : [OTHERS_PASSWORD];
}
const OTHERS_PASSWORD = reason('OWN_PASSWORD_ONLY');

function kindOf(change: OrganisationChange): string {
  return change.change === 'put' ? change.fact.kind : change.change === 'end' ? change.kind : 'credential';
}

function administratorOf(kind: string): RoleCode {
  if (CATALOGUE.has(kind)) return 'catalogueOwner';
  return SYSTEM_ADMINISTRATORS.has(kind) ? 'systemAdministrator' : 'securityAdministrator';
}
