import type { Container, SequenceFlowModel } from '@quanheng/engine';
import type { LintContext } from './context.js';

/** What an amount is called where the drawing does not say which data are money. */
const USUAL = ['amount', '金额'];

/** Sequence flows that a condition on an amount decides, by id. */
export function conditionsOnMoney(context: LintContext): ReadonlySet<string> {
  const isMoney = moneyIn(context);
  return new Set(flowsOf(context).flatMap(({ id, condition }) => (condition && isMoney(condition.text) ? [id] : [])));
}

export function moneyIn({ policy }: LintContext): (text: string) => boolean {
  const declared = [...policy.protectedData.values()].filter(({ type }) => type === 'money').map(({ name }) => name);
  const names = declared.length > 0 ? declared : USUAL;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'u');
  return (text) => pattern.test(withoutTexts(text));
}

/** FEEL without its string literals: what stands in quotes is no name and no number. */
export function withoutTexts(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

export function* containersOf({ model }: LintContext): Iterable<Container> {
  const open: Container[] = [...model.processes];
  for (const container of open) {
    yield container;
    for (const node of container.nodes) if ('container' in node) open.push(node.container);
  }
}

export function flowsOf(context: LintContext): SequenceFlowModel[] {
  return [...containersOf(context)].flatMap(({ flows }) => flows);
}
