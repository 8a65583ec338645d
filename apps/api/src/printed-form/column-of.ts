import type { ActivityPolicy } from '@quanheng/policy';
import type { OrganisationView, TrailRecord } from '@quanheng/runtime/ports';

/** 栏, in the order in which they stand on paper (domain reference §5.3). */
export const COLUMNS = {
  handler: '经办人意见',
  department: '部门负责人意见',
  office: '归口部门意见',
  finance: '财务部门意见',
  supervision: '监督部门意见',
  leader: '分管领导意见',
  chief: '主要领导意见',
  meeting: '集体研究意见',
} as const;
export type ColumnName = keyof typeof COLUMNS;

const FINANCE = /^(?:FIN_|CASHIER$|BOOKKEEPER$|duty:(?:CASHIER|BOOKKEEP)$)/;
const SUPERVISION = /^(?:DISC|AUDIT|duty:INTERNAL_CHECK)$/;

interface Around {
  readonly organisation: OrganisationView;
  readonly activity: ActivityPolicy | undefined;
  /** The person who started the matter; null: nobody did. */
  readonly initiator: string | null;
}

/** Under which heading an act stands: by the post it was done in, as that post was then. */
export function columnOf(
  { person, onBehalfOf, post, at }: Pick<TrailRecord, 'person' | 'onBehalfOf' | 'post' | 'at'>,
  { organisation, activity, initiator }: Around,
): ColumnName {
  if (activity?.control?.kind === 'collectiveDecision') return 'meeting';
  const party = onBehalfOf ?? person;
  if (activity?.control == null && party === initiator) return 'handler';
  const held = post === undefined ? undefined : organisation.fact('post', post, at)?.data;
  const roles = held?.roles ?? [];
  if (roles.includes('CHIEF') || chiefPosts(organisation, at).includes(post ?? '')) return 'chief';
  if (leads(organisation, post, at)) return 'leader';
  if (activity?.phase === 'supervise' || roles.some((role) => SUPERVISION.test(role))) return 'supervision';
  if (roles.some((role) => FINANCE.test(role))) return 'finance';
  return roles.includes('BIZ_HEAD') && worksIn(organisation, initiator, held?.department, at) ? 'department' : 'office';
}

function leads(organisation: OrganisationView, post: string | undefined, at: number): boolean {
  return post !== undefined && organisation.facts('leaderLine', at).some(({ data }) => data.leader === post);
}

function chiefPosts(organisation: OrganisationView, at: number): readonly string[] {
  const value = organisation.fact('unitRule', 'chiefPosts', at)?.data.value;
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function worksIn(
  organisation: OrganisationView,
  person: string | null,
  department: string | undefined,
  at: number,
): boolean {
  if (person === null || department === undefined) return false;
  return organisation
    .holdings(person, at)
    .some(({ data }) => organisation.fact('post', data.post, at)?.data.department === department);
}
