import type { DrgNode } from './node.js';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const CONSTANT = /^(-?\d+(\.\d+)?|"[^"\\]*"|true|false|null)$/;

/**
 * What a decision table asks about its input data, as FEEL conditions: whoever knows which of them hold knows the answer. null: the decision is no table, rests
 * on other decisions, asks for more than names, or answers with more than constants.
 */
export function tableTests({ element, requires }: DrgNode): readonly string[] | null {
  if (element.kind !== 'decision' || element.logic?.kind !== 'decisionTable') return null;
  const { inputs, outputs, rules } = element.logic;
  if (requires.some((required) => required.element.kind !== 'inputData')) return null;
  const answers = [
    ...rules.flatMap(({ outputEntries }) => outputEntries),
    ...outputs.map((each) => each.defaultOutput),
  ];
  if (!answers.every((answer) => answer === null || CONSTANT.test(answer.text.value))) return null;
  const names = inputs.map(({ expression }) => expression.text.value);
  if (!names.every((name) => NAME.test(name))) return null;
  const tests = new Set<string>();
  for (const { inputEntries } of rules) {
    for (const [index, { text }] of inputEntries.entries()) {
      if (text.value !== '' && text.value !== '-') tests.add(`${names[index] ?? ''} in (${text.value})`);
    }
  }
  return [...tests];
}
