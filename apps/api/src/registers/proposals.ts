import type { Register } from '@quanheng/contracts';
import { proposalKeys, proposalsOf, type ProposalBody, type ProposalHead } from '@quanheng/policy';
import { type Page, type PageRequest, type Queries, type RegisterChange } from '@quanheng/runtime/ports';
import { pageOfList } from '../http/page-of-list.js';

export type Proposal = ProposalHead & { readonly proposal: string };
type Reads = Pick<Queries, 'records' | 'record'>;

export async function readProposal(
  queries: Reads,
  unit: string,
  register: Register,
  proposal: string,
): Promise<Proposal | null> {
  const { head } = proposalKeys(register, proposal);
  const row = await queries.record(unit, head.kind, head.id);
  return row === null ? null : { proposal, ...(JSON.parse(row.value) as ProposalHead) };
}

/** The oldest first. What is not in the wanted state is left out of its page. */
export function listProposals(
  queries: Reads,
  unit: string,
  register: Register,
  state: ProposalHead['state'] | undefined,
  page: PageRequest,
): Promise<Page<Proposal>> {
  return pageOfList(`proposals:${register}`, page, async (inner) => {
    const { rows, next } = await queries.records(unit, proposalsOf(register), inner);
    const all = rows.map((row): Proposal => ({ proposal: row.id, ...(JSON.parse(row.value) as ProposalHead) }));
    return { rows: all.filter((each) => state === undefined || each.state === state), next };
  });
}

/** A part of what it changes. */
export function listChanges(
  queries: Reads,
  unit: string,
  { register, proposal }: Pick<Proposal, 'register' | 'proposal'>,
  page: PageRequest,
): Promise<Page<RegisterChange>> {
  return pageOfList(`changes:${proposal}`, page, async ({ after = '0', limit }) => {
    const { body } = proposalKeys(register, proposal);
    const row = await queries.record(unit, body.kind, body.id);
    if (row === null) throw new Error(`The changes of the proposal ${proposal} are gone.`);
    const { changes } = JSON.parse(row.value) as ProposalBody;
    const end = Number(after) + limit;
    return { rows: changes.slice(Number(after), end), next: end < changes.length ? String(end) : null };
  });
}
