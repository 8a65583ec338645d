import type { Facts } from './facts.js';
import { meet, parties, type Act } from './act.js';

/** Why a meeting that is said to have agreed has not: counted anew from the acts on record. */
export function meetingFault(body: string, acts: readonly Act[], facts: Facts, version: number): string | null {
  const agenda = acts.find(({ act }) => act === 'agenda');
  const opened = acts.find(({ act }) => act === 'open');
  if (agenda === undefined || opened === undefined) return 'it was never opened';
  const members = membersOf(body, agenda, version, facts);
  const of = (what: string, person: string): Act | undefined => acts.find(({ act }) => act === `${what}:${person}`);
  const present = members.filter(({ person }) => of('present', person)?.outcome === 'approve');
  if (present.length * 2 < members.length || present.length === 0)
    return `${present.length} of ${members.length} were there`;
  let agreed = 0;
  for (const { person } of present) {
    const [spoke, voted] = [of('speak', person), of('vote', person)];
    if (spoke === undefined || voted === undefined) return `${person} did not speak or vote`;
    if (voted.seq < opened.seq) return `${person} voted before it was opened`;
    for (const act of [spoke, voted, of('present', person)]) {
      if (act !== undefined && (act.person !== person || act.behalf !== null)) return `somebody stood in for ${person}`;
    }
    if (voted.outcome === 'approve') agreed++;
  }
  const objected = objectionFault(acts);
  if (objected !== null) return objected;
  const chairman = members.find(({ role }) => role === 'chair')?.person;
  const isThere = (who: string | undefined): boolean => present.some(({ person }) => person === who);
  const deputy = facts.one('actingChair', body, opened.organisation, opened.at)?.data.person;
  const chair = isThere(chairman) ? chairman : isThere(deputy) ? deputy : undefined;
  if (chairman !== undefined && chair === undefined) return 'nobody chaired it';
  const last = chair === undefined ? undefined : of('speak', chair);
  if (last !== undefined && present.some(({ person }) => (of('speak', person)?.seq ?? 0) > last.seq)) {
    return 'the chair did not speak last';
  }
  return agreed * 2 > members.length ? null : `${agreed} of ${members.length} agreed`;
}

/** Who decides, as the body was when the agenda was set. */
function membersOf(body: string, agenda: Act, version: number, facts: Facts) {
  const { members = [] } = facts.one('body', body, version, agenda.at)?.data ?? {};
  return members.filter(({ role }) => role !== 'secretary');
}

/** 程序异议: answered by somebody else before anything else was done. */
function objectionFault(acts: readonly Act[]): string | null {
  for (const objection of acts.filter(({ act }) => act.startsWith('object:'))) {
    const answer = acts.find(({ act }) => act === objection.act.replace('object', 'answer'));
    if (answer === undefined) return `${objection.act} was not answered`;
    if (meet(parties(objection), parties(answer))) return `whoever raised ${objection.act} answered`;
    if (acts.some(({ seq }) => seq > objection.seq && seq < answer.seq)) return `it went on over ${objection.act}`;
  }
  return null;
}

/** It is raised by a member, secretaries aside, or by discipline inspection. @param acts of the meeting before it */
export function objectorFault(
  body: string,
  acts: readonly Act[],
  { person, organisation, at }: Act,
  facts: Facts,
): string | null {
  const agenda = acts.find(({ act }) => act === 'agenda');
  const members = agenda === undefined ? [] : membersOf(body, agenda, organisation, facts);
  const isTheirs =
    members.some((member) => member.person === person) || facts.rolesOf(person, organisation, at).includes('DISC');
  return isTheirs ? null : `${person} may not object to how ${body} meets`;
}
