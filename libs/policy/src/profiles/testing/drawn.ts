import { parseBpmn, validate } from '@quanheng/engine';
import { planOf } from '../../controls/plan.js';
import { lint } from '../../lint/index.js';
import { readPolicy } from '../../model/index.js';
import type { Profile, ProfileStep } from '../index.js';

/** Acts that a kind of control is made of, where it is made of any. */
const ACTS: Readonly<Record<string, readonly string[]>> = {
  dualSignature: ['business', 'finance'],
  countersign: ['one', 'other'],
  collectiveDecision: ['agenda', 'count', 'witness'],
  publicity: ['publish', 'answer'],
  filing: ['file', 'receive'],
  writtenOpinion: ['opinion'],
};
const HANDLERS: Readonly<Record<string, string>> = { payment: 'pays', disposal: 'disposes' };
const SCAN = '<qh:evidence name="选票扫描件"/>';
const COMMON = '<qh:evidence name="审核单"/><qh:limit workingDays="3"/>';

/** Codes and elements of the errors when these steps are drawn one after the other, with all that is asked of each of them. */
export async function errorsUnder(profile: Profile, steps: readonly ProfileStep[]): Promise<string[]> {
  const { model, findings } = await parseBpmn(draw(profile, steps));
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const { policy, findings: misread } = readPolicy(model);
  const effects = new Map(Object.entries(HANDLERS).map(([effect, handler]) => [handler, effect]));
  const judged = lint({
    model,
    policy,
    profile,
    organisation: null,
    effects: (key) => effects.get(key),
    profiles: null,
  });
  const unworkable = [...policy.activities.values()].filter((activity) => 'wrong' in (planOf(activity) ?? {}));
  return [
    ...[...findings, ...validate(model), ...misread, ...judged]
      .filter(({ severity }) => severity === 'error')
      .map(({ code, elementId, message }) => `${code} ${elementId}: ${message}`),
    ...unworkable.map(({ key }) => `control ${key}`),
  ];
}

function draw(profile: Profile, steps: readonly ProfileStep[]): string {
  const decision = steps.findIndex(({ control }) => control?.[0] === 'collectiveDecision');
  const isFiled = profile.steps.some(({ control }) => control?.[0] === 'filing');
  const nodes = steps.flatMap((step, index) => {
    const filing = index === decision && !isFiled ? [control('filing', 'filing', [], '', 'decide')] : [];
    return [...filing, nodeOf(step, index <= decision)];
  });
  nodes.push(task('closing', ['ARCHIVE'], `<qh:assign post="archivist"/>${COMMON}`, 'execute'));
  const ids = ['start', ...nodes.map((node) => / id="(\w+)"/.exec(node)?.[1] ?? ''), 'end'];
  const flows = ids.slice(1).map((to, i) => `<sequenceFlow id="f${i}" sourceRef="${ids[i]}" targetRef="${to}"/>`);
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
    <process id="P" isExecutable="true">${keyElementsOf(profile)}<startEvent id="start"/>${nodes.join('')}<endEvent id="end"/>${flows.join('')}</process></definitions>`;
}

/** Each of them protected, and so signed by whatever signs. */
function keyElementsOf({ keyElements }: Profile): string {
  const names = new Set(keyElements.filter(({ by }) => by === undefined).map(({ data }) => data));
  const declared = [...names].map((name) => `<qh:protected name="${name}" type="text"/>`);
  return `<extensionElements>${declared.join('')}</extensionElements>`;
}

function nodeOf({ id, control: kinds, duties = [], effect, workingDays }: ProfileStep, isBefore: boolean): string {
  const [kind] = kinds ?? [];
  if (effect !== undefined) return `<serviceTask id="${id}" qh:phase="execute" qh:handler="${HANDLERS[effect]}"/>`;
  const phase = isBefore || kind !== undefined ? 'decide' : 'execute';
  if (kind === undefined) return task(id, duties.slice(0, 1), `<qh:assign post="${id}"/>${COMMON}`, phase);
  const said: Readonly<Record<string, string>> = {
    publicity: property('days', String(workingDays ?? 1)),
    collectiveDecision: `${property('body', 'committee')}${property('quorum', '1/2')}${property('majority', 'half')}${property('ballot', 'secret')}${property('observer', 'discipline')}${property('filing', 'filing')}`,
  };
  const signing = kind === 'dualSignature' && duties.length === 0 ? ['PAY_APPROVE'] : duties.slice(0, 1);
  return control(id, kind, signing, said[kind] ?? '', phase);
}

function control(id: string, kind: string, duties: readonly string[], properties: string, phase: string): string {
  const acts = (ACTS[kind] ?? []).map(
    (act) => `<qh:act name="${act}"><qh:assign post="${id}-${act}"/>${act === 'witness' ? SCAN : ''}</qh:act>`,
  );
  const basis = '<qh:basis article="本单位规定" mark="D"/>';
  const addressee = acts.length === 0 ? `<qh:assign post="${id}"/>` : '';
  const inside = `<qh:control kind="${kind}">${acts.join('')}${properties}${basis}</qh:control>`;
  return task(id, duties, `${addressee}${inside}${COMMON}`, phase);
}

function task(id: string, duties: readonly string[], inside: string, phase: string): string {
  const duty = duties.length === 0 ? '' : ` qh:duty="${duties.join(' ')}"`;
  return `<userTask id="${id}" qh:phase="${phase}"${duty}><extensionElements>${inside}</extensionElements></userTask>`;
}

function property(name: string, value: string): string {
  return `<qh:property name="${name}" value="${value}"/>`;
}
