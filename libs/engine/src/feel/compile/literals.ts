import { compare } from '../compare.js';
import { newContext } from '../context.js';
import { ELEMENTS_PER_STEP } from '../limits.js';
import { parseNumber } from '../numbers.js';
import { FeelRange } from '../range.js';
import type { NodeOf } from '../syntax/ast.js';
import { parseTemporal } from '../temporal-text.js';
import type { FeelValue } from '../values.js';
import { Scope } from './bindings.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import { constantPart, foldPart, type Part } from './part.js';

export function compileNumber(compiler: Compiler, node: NodeOf<'number'>): Part {
  const value = parseNumber(node.text);
  if (value !== null) return constantPart(value);
  return compiler.fault('feel-unsupported', 'This number is out of range: exponents go up to 6144.', node.start);
}

/** `@"..."` with the text of a date, a time, a date and time or a duration (DMN 1.5 §10.3.1.2, rule 62). */
export function compileTemporal(compiler: Compiler, node: NodeOf<'temporal'>): Part {
  const value = parseTemporal(node.text);
  if (value !== null) return constantPart(value);
  const message = `@"${node.text}" is no date, time, date and time or duration: write for example @"2026-03-01" or @"P10D".`;
  return compiler.fault('feel-syntax', message, node.start);
}

export function compileList(compiler: Compiler, node: NodeOf<'list'>, scope: Scope | undefined): Part {
  const parts = node.elements.map((element) => compiler.part(element, scope));
  const runs = parts.map((part) => part.run);
  const run = (frame: Frame): FeelValue => {
    if (!frame.spendElements(runs.length, node.start)) return null;
    return runs.map((element) => element(frame));
  };
  return foldPart(compiler.source, parts, { run });
}

/** Entries see the entries before them. An entry that is given twice makes the context null (DMN 1.5 §10.3.2.6). */
export function compileContext(compiler: Compiler, node: NodeOf<'context'>, outer: Scope | undefined): Part {
  const scope = new Scope(outer);
  const entries = node.entries.map(({ name, value }) => {
    const { run } = compiler.part(value, scope);
    return { name, run, binding: scope.declare(name) };
  });
  const names = entries.map((entry) => entry.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    const message = `The context has two entries named "${twice}": its value is null. Rename one of them.`;
    return { run: (frame) => frame.failAt(node.start, 'argument', message) };
  }
  return {
    run: (frame) => {
      if (!frame.spendElements(ELEMENTS_PER_STEP + entries.length, node.start)) return null;
      const context = newContext();
      for (const { name, run, binding } of entries) {
        const value = run(frame);
        context[name] = value;
        if (binding.slot !== undefined) frame.locals[binding.slot] = value;
      }
      return context;
    },
  };
}

export function compileInterval(compiler: Compiler, node: NodeOf<'interval'>, scope: Scope | undefined): Part {
  const low = compiler.part(node.low, scope);
  const high = compiler.part(node.high, scope);
  const { lowIncluded, highIncluded, start } = node;
  const run = (frame: Frame): FeelValue => {
    const from = low.run(frame);
    const to = high.run(frame);
    if (Number.isNaN(compare(from, to))) return frame.mismatch(start, '..', from, to);
    return new FeelRange(from, lowIncluded, to, highIncluded);
  };
  return foldPart(compiler.source, [low, high], { run });
}

/** A range with one end, such as `(>= 5)`. */
export function compileHalfRange(compiler: Compiler, node: NodeOf<'half range'>, scope: Scope | undefined): Part {
  const { operator, start } = node;
  if (operator === '!=') {
    return compiler.fault(
      'feel-unsupported',
      '"!=" describes no range: use not(...) or an explicit comparison.',
      start,
    );
  }
  const endpoint = compiler.part(node.endpoint, scope);
  const run = (frame: Frame): FeelValue => {
    const value = endpoint.run(frame);
    if (Number.isNaN(compare(value, value))) return frame.mismatch(start, operator, value);
    switch (operator) {
      case '<':
      case '<=':
        return new FeelRange(null, false, value, operator === '<=');
      case '>':
      case '>=':
        return new FeelRange(value, operator === '>=', null, false);
      case '=':
        return new FeelRange(value, true, value, true);
    }
  };
  return foldPart(compiler.source, [endpoint], { run });
}
