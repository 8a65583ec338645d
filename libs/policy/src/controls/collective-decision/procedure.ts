import { isDiscipline } from '../../exceptions/discipline.js';
import type { Reason } from '../../ports/index.js';
import { reason, titleOf } from '../../texts/index.js';
import { JUST_DONE, kindOf, type ActPlan, type Around, type DoneActs, type PlannedControl } from '../control.js';
import { AGENDA, Meeting } from './meeting.js';
import type { Properties } from './properties.js';

/**
 * 程序异议 (domain §2.d, M12): discipline inspection, whoever sits in for it, or a member objects to how the meeting goes. It stands still until whoever set
 * the agenda has answered: `object:1`, then `answer:1`.
 */
export const OBJECT = 'object';
export const ANSWER = 'answer';

function objectionsIn(done: DoneActs): number {
  return Object.keys(done).filter((act) => kindOf(act) === OBJECT).length;
}

/** The act that answers what has not been answered yet; null: nothing is open. One is raised at a time. */
export function openAnswer(done: DoneActs): string | null {
  const answer = `${ANSWER}:${objectionsIn(done)}`;
  return objectionsIn(done) === 0 || done[answer] !== undefined ? null : answer;
}

/** By which act an objection is raised now; null: the meeting has not begun, has voted, or one is open. */
export function nextObjection(control: PlannedControl<Properties>, done: DoneActs, around: Around): string | null {
  if (done[AGENDA] === undefined || openAnswer(done) !== null) return null;
  const { unvoted, present } = new Meeting(control.properties, done, around);
  const hasVoted = unvoted.length === 0 && present.length > 0;
  return hasVoted ? null : `${OBJECT}:${objectionsIn(done) + 1}`;
}

/** Nothing else is done meanwhile. */
export function againstGoingOn(act: string, done: DoneActs): Reason[] {
  const answer = openAnswer(done);
  return answer === null || answer === act ? [] : [reason('PROCEDURE_OBJECTED')];
}

export function againstObjecting(
  control: PlannedControl<Properties>,
  done: DoneActs,
  around: Around,
  person: string,
): Reason[] {
  const { organisation, at } = around;
  const { observer } = control.properties;
  const sitsIn = observer !== undefined && organisation.holdersOf(observer, at).includes(person);
  const isMember = new Meeting(control.properties, done, around).members.includes(person);
  return sitsIn || isMember || isDiscipline(person, organisation, at) ? [] : [reason('OBJECTION_NOT_THEIRS')];
}

export function procedureAct({ acts }: PlannedControl<Properties>, name: string): ActPlan | undefined {
  const agenda = acts.get(AGENDA);
  const [kind, number = ''] = name.split(':');
  if (agenda === undefined) return undefined;
  const act = { ...agenda, name, answers: JUST_DONE };
  if (kind === OBJECT) return { ...act, title: titleOf('objectProcedure', { number }) };
  return kind === ANSWER ? { ...act, title: titleOf('answerProcedure', { number }), isReasoned: true } : undefined;
}
