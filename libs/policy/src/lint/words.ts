import type { ControlKind } from '../model/index.js';
import type { Effect, Profile } from '../profiles/index.js';
import type { Drawing } from './context.js';
import type { Path } from './paths/index.js';

export const CONTROL_NAMES: Readonly<Record<ControlKind, string>> = {
  check: '检查',
  dualSignature: '两支笔会签',
  countersign: '会签',
  collectiveDecision: '集体决策',
  publicity: '公示',
  filing: '报备',
  writtenOpinion: '书面征求意见',
  emergency: '应急处置单',
};

const EFFECT_NAMES: Readonly<Record<Effect, string>> = {
  payment: '资金支付',
  contract: '合同签订',
  appointment: '任免',
  disposal: '资产处置',
};

/** Categories of 三重一大. */
export const MAJOR_FOUR_NAMES: Readonly<Record<NonNullable<Profile['power']['majorFour']>['category'], string>> = {
  decision: '重大决策',
  appointment: '重要干部任免',
  project: '重大项目安排',
  funds: '大额度资金使用',
};

/** Handlers may do what no profile knows yet: its own word then. */
export function effectName(effect: string): string {
  return (EFFECT_NAMES as Readonly<Record<string, string>>)[effect] ?? effect;
}

/** `“支付”(Payment)`; the id alone where nothing else is known. */
export function named({ key, name }: { readonly key: string; readonly name: string }): string {
  return name === key ? `“${key}”` : `“${name.replace(/\s+/g, ' ').trim()}”(${key})`;
}

const SHOWN = 8;

/** An example of a way through the drawing; the middle of a long one is left out. */
export function wayOf(path: Path, { flow }: Drawing): string {
  const names = path.map((id) => {
    const name = flow.nodes.get(id)?.name?.replace(/\s+/g, ' ').trim();
    return name === undefined || name === '' ? id : name;
  });
  const half = SHOWN / 2;
  const shown = names.length <= SHOWN ? names : [...names.slice(0, half), '…', ...names.slice(-half)];
  return shown.join(' → ');
}
