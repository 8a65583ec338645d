import type { Finding, GraphNode, Model } from '@quanheng/engine';
import { basisText } from '../../constraints/index.js';
import { named } from '../../lint/words.js';
import type { StaffingBudget } from '../effort.js';
import type { Staff } from './candidates.js';
import type { Origin } from './problem-draft.js';
import { indispensableIn, staffProcess, type IndispensablePerson, type ProcessStaffing } from './staff-process.js';
import { unjudgedIn, type Unjudged, type Vote } from './unjudged.js';
import type { WorkStep } from './work-steps.js';

/** Looks at the clock when a drawing is judged: a budget of these, not of time, lets every server answer the same. */
export const STAFFING_LOOKS = 2_000;

/**
 * Whether the people there are can do the process, whatever way it takes, and whom it cannot do without. That nobody can is an error where the process exercises
 * power; that one person is indispensable is only told.
 */
export function staffingFindings(
  process: GraphNode,
  { locations }: Pick<Model, 'locations'>,
  staff: Staff,
  budget: StaffingBudget,
  indispensable: 'told' | 'untold' = 'told',
): readonly Finding[] {
  const finding = (of: Told, steps: readonly WorkStep[]): Finding =>
    placed(of, steps[0]?.activity ?? process.key, locations);
  const answer = staffProcess(process, staff, budget);
  if (answer.status === 'unsatisfiable') {
    const severity = staff.isBound ? 'error' : 'warning';
    return [finding({ code: 'staffing-impossible', severity, message: impossible(answer) }, answer.steps)];
  }
  if (answer.status === 'unknown') return [staffingUnknown(process, { locations }, answer.because)];
  const unjudged = unjudgedIn(process, staff);
  const [empty] = unjudged.votes.filter(({ members }) => members?.length === 0);
  if (empty !== undefined) {
    const severity = staff.isBound ? 'error' : 'warning';
    return [placed({ code: 'staffing-impossible', severity, message: memberless(empty) }, empty.activity, locations)];
  }
  if (indispensable === 'untold') return [];
  const alone = indispensableIn(answer, budget) ?? [];
  return [
    ...alone.map((each) =>
      finding({ code: 'staffing-indispensable', severity: 'info', message: needed(each, staff) }, each.steps),
    ),
    ...notJudged(unjudged).map((told) => placed(told, told.elementId, locations)),
  ];
}

/** Steps of which it is not known who will do them: that there is somebody for all others says nothing of these. */
function notJudged({ byData, votes }: Unjudged): (Told & { readonly elementId: string })[] {
  const told: string[] = [];
  if (byData.length > 0) told.push(`${listOf(byData)}由流程数据指定的人办理`);
  if (votes.length > 0) told.push(`${votes.map(nameOfVote).join('、')}由议事机构的成员表决`);
  const elementId = byData[0]?.activity ?? votes[0]?.activity;
  if (elementId === undefined) return [];
  const message = `${told.join('，')}：届时由谁办理、有无回避，现在不能判断，不在“有人可办”的结论之内。请在指定人员、召开会议前核对。`;
  return [{ code: 'staffing-not-judged', severity: 'info', message, elementId }];
}

function memberless(vote: Vote): string {
  return `${nameOfVote(vote)}由议事机构表决，而该机构现在没有有表决权的成员。请先确定其成员。`;
}

function nameOfVote({ activity, name }: Vote): string {
  return named({ key: activity, name });
}

type Unknown = Extract<ProcessStaffing, { status: 'unknown' }>['because'];

export function staffingUnknown(
  process: GraphNode,
  { locations }: Pick<Model, 'locations'>,
  because: Unknown,
): Finding {
  const message = `${WHY[because]}，未能判断现有人员能否办完本流程。请人工核对各环节的办理人员。`;
  return placed({ code: 'staffing-unknown', severity: 'warning', message }, process.key, locations);
}

type Told = Pick<Finding, 'code' | 'severity' | 'message'>;

function placed(of: Told, elementId: string, locations: Model['locations']): Finding {
  const line = locations.get(elementId)?.line;
  return { ...of, elementId, ...(line === undefined ? {} : { line }) };
}

function needed(alone: IndispensablePerson, staff: Staff): string {
  const who = whoIs(alone, staff);
  const advice = '建议为有关岗位配备 AB 角，或由其事先委托他人。';
  if (alone.steps.length === 0) return `没有${who}，流程无法办完。${advice}`;
  return `${listOf(alone.steps)}只有${who}能够办理，其缺位时流程无法办完。${advice}`;
}

/** By name and posts; of an organisation without names by the posts. */
function whoIs({ person, posts }: IndispensablePerson, { organisation, at }: Staff): string {
  const name = organisation.fact('person', person, at)?.data.name ?? person;
  const nameOf = (post: string): string => organisation.fact('post', post, at)?.data.name ?? post;
  if (name !== '') return posts.length === 0 ? `“${name}”` : `“${name}”(${posts.map(nameOf).join('、')})`;
  const held = posts.length > 0 ? posts : organisation.holdings(person, at).map(({ data }) => data.post);
  return held.length === 0 ? '一人' : `岗位${held.map((post) => `“${nameOf(post)}”`).join('、')}上的一人`;
}

type Impossible = Extract<ProcessStaffing, { status: 'unsatisfiable' }>;

function impossible({ reason, steps }: Impossible): string {
  if (reason.length === 0) return `按现有人员，${listOf(steps)}无人可以办理。请先任职，或改派办理岗位。`;
  const rules = [...new Set(reason.flatMap(ruleOf))];
  const because = rules.length === 0 ? '' : `同时满足${rules.join('、')}`;
  return `按现有人员，${listOf(steps)}不能${because}办完。请增加办理人员或调整任职；确因人员不足的，报批实行替代控制。`;
}

/** The rule that stands against it, with what it rests on; none: work is given so. */
export function ruleOf(origin: Origin): string[] {
  if (origin.kind === 'assignment') return [];
  const { id, basis } = origin.constraint;
  const text = basisText(basis);
  return [text === '' ? `“${id}”` : `“${id}”(${text})`];
}

const SHOWN = 6;

function listOf(steps: readonly WorkStep[]): string {
  const names = steps.slice(0, SHOWN).map(({ activity, name }) => named({ key: activity, name }));
  return names.join('、') + (steps.length > SHOWN ? `等 ${steps.length} 个环节` : '');
}

const WHY: Readonly<Record<Unknown, string>> = {
  budget: '在限定的时间内',
  size: '受约束的环节或者可办理的人员过多',
  ways: '流程的分支过多',
  plan: '人员之间的关系超出了可判断的范围',
};
