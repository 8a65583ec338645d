import type { Container } from '@quanheng/engine';
import { COUNT, WITNESS } from '../../controls/collective-decision/meeting.js';
import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';
import { daysOf, propertyOf } from '../properties.js';
import { named } from '../words.js';

/** Filed at least this long before the meeting, unless the profile's step asks for more (S3: 提前两个工作日备案). */
const FILED_BEFORE = 2;
const SETTINGS = { quorum: '法定人数', majority: '通过比例', ballot: '表决方式', observer: '列席监督人员' } as const;

/** A meeting says beforehand who decides, by which majority and how, and who watches; what it decides has been filed. */
export const meeting: Lint = {
  rule: 'L10',
  code: 'L10-meeting',
  severity: 'error',
  needs: 'nothing',
  forExecution: true,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      for (const activity of drawing.controls('collectiveDecision')) {
        if (!isReferred(activity, drawing))
          yield { elementId: activity.key, message: unreferred(activity), severity: 'info' };
        if (isLooser(activity, context)) yield { elementId: activity.key, message: tooUrgent(activity, context) };
        const missing = missingIn(activity, drawing, context);
        if (missing.length === 0) continue;
        const message = `${named(activity)}是集体决策环节，还缺：${missing.join('、')}。请在该环节的属性（qh:property）中写明，并在会前画出报备环节。`;
        yield { elementId: activity.key, message };
      }
    }
  },
};

function missingIn(activity: DrawnActivity, drawing: Drawing, context: LintContext): string[] {
  const missing: string[] = [];
  const body = propertyOf(activity, 'body');
  if (body === undefined) missing.push('议事机构（body）');
  else if (context.organisation && !context.organisation.view.fact('body', body, context.organisation.at)) {
    missing.push(`现有的议事机构（“${body}”不存在）`);
  }
  for (const [name, title] of Object.entries(SETTINGS)) {
    if (propertyOf(activity, name) === undefined) missing.push(`${title}（${name}）`);
  }
  if (propertyOf(activity, 'ballot') === 'secret' && !isScanned(activity)) {
    missing.push('计票或监票须上传的选票扫描件（qh:act 内的 qh:evidence）');
  }
  const days = daysBefore(context);
  if (!isFiled(activity, drawing, days)) missing.push(`会前不少于 ${days} 个工作日的报备（filing、filingDays）`);
  return missing;
}

/** Paper ballots are kept: without them the numbers of two persons are all there is. */
function isScanned({ control }: DrawnActivity): boolean {
  const counting = (control?.acts ?? []).filter(({ name }) => name === COUNT || name === WITNESS);
  return counting.some(({ evidence }) => evidence.some(({ required }) => required));
}

/** 报上级决定: where the matter goes when too many of the body have recused themselves. */
function isReferred({ key }: DrawnActivity, { flow }: Drawing): boolean {
  return behind(flow.process, key).some((outcome) => outcome === 'referred');
}

function behind({ flows, nodes }: Container, key: string): (string | undefined)[] {
  const here = flows.flatMap(({ sourceRef, outcome }) => (sourceRef === key ? [outcome] : []));
  return [...here, ...nodes.flatMap((node) => ('container' in node ? behind(node.container, key) : []))];
}

function unreferred(activity: DrawnActivity): string {
  return `${named(activity)}未画出“报上级决定”的去向（qh:outcome="referred"）；成员回避过多、不能形成决议时，只能退回。请补画。`;
}

/** It lets a filing be too late, which the profile does not know; a file that is judged by itself is under none. */
function isLooser(activity: DrawnActivity, { profile, profiles }: LintContext): boolean {
  const isJudged = profile !== null || profiles !== null;
  return isJudged && propertyOf(activity, 'urgentFiling') !== undefined && profile?.urgentFiling == null;
}

function tooUrgent(activity: DrawnActivity, { profile }: LintContext): string {
  const under = profile === null ? '流程未绑定职权' : `职权配置“${profile.title}”未规定紧急上会`;
  return `${named(activity)}允许紧急上会（urgentFiling），但${under}。请删去该属性，或由职权目录管理岗位改用有此规定的职权配置。`;
}

function daysBefore({ profile }: LintContext): number {
  const steps = (profile?.steps ?? []).filter(({ control }) => control?.includes('filing'));
  return Math.max(FILED_BEFORE, ...steps.map(({ workingDays = 0 }) => workingDays));
}

/** By a filing that the meeting names, and that is passed on every way to it. */
function isFiled(activity: DrawnActivity, drawing: Drawing, days: number): boolean {
  const filings = drawing.controls('filing').filter(({ key }) => key === propertyOf(activity, 'filing'));
  const said = propertyOf(activity, 'filingDays') === undefined ? FILED_BEFORE : daysOf(activity, 'filingDays');
  return filings.length > 0 && said >= days && drawing.without(filings).pathTo(activity.key) === null;
}
