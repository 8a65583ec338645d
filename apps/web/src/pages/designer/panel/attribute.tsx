import { named, useDesignerTexts } from '../texts.js';
import { activitiesOf, dataOf, recordsOf, userTasksOf } from './drawn.js';
import type { Choice, Editing } from './context.js';
import { ChoiceField, FeelField, SuggestedField, TextField, WordsField } from './fields.js';

interface AttributeProps {
  /** The element that has it; empty: a value of its own. */
  readonly of: string;
  readonly attribute: string;
  readonly type: readonly string[] | string;
  readonly value: string;
  readonly editing: Editing;
  readonly onChange: (value: string) => void;
}

/** The field that fits: what can be chosen is offered, FEEL is read, the rest is text. */
export function Attribute({ of, attribute, type, value, editing, onChange }: AttributeProps) {
  const say = useDesignerTexts();
  const field = { label: named(say, attribute), value, onChange };
  if (FEEL.has(`${of}.${attribute}`)) return <FeelField {...field} />;
  const words = wordsFor(`${of}.${attribute}`, editing, (word) => named(say, word));
  if (words !== undefined) return <WordsField {...field} {...words} />;
  const known = choicesFor(`${of}.${attribute}`, editing, (word) => named(say, word));
  if (known !== undefined) {
    return FREE.has(`${of}.${attribute}`) ? (
      <SuggestedField {...field} choices={known} />
    ) : (
      <ChoiceField {...field} choices={known} />
    );
  }
  if (typeof type !== 'string') {
    const valueName = (each: string): string => {
      const special = named(say, `${of}_${each}`);
      return special === `${of}_${each}` ? named(say, each) : special;
    };
    return <ChoiceField {...field} choices={type.map((each) => ({ value: each, label: valueName(each) }))} />;
  }
  if (type === 'Boolean') {
    return (
      <ChoiceField {...field} choices={['true', 'false'].map((each) => ({ value: each, label: named(say, each) }))} />
    );
  }
  if (type === 'Integer') {
    return <TextField {...field} check={(text) => (/^\d{0,9}$/.test(text) ? null : say('wholeNumber'))} />;
  }
  return <TextField {...field} />;
}

const FEEL: ReadonlySet<string> = new Set([
  ...['input.source', 'input.expression', 'input.value', 'output.source', 'output.expression', 'output.value'],
  ...['.correlation', '.collection', '.outputElement'],
]);
/** What is offered is not all there is. */
const FREE: ReadonlySet<string> = new Set(['.handler', '.form', 'constraint.extent']);

function wordsFor(
  place: string,
  { modeler, shape }: Editing,
  say: (word: string) => string,
): { readonly choices: readonly Choice[]; readonly isFree?: boolean } | undefined {
  switch (place) {
    case 'constraint.between':
      return { choices: activitiesOf(modeler), isFree: true };
    case 'constraint.level':
      return { choices: ['person', 'department', 'leader'].map((value) => ({ value, label: say(value) })) };
    case '.writes':
    case 'record.of':
      return { choices: dataOf(modeler, shape) };
    case '.returnTo':
      return { choices: userTasksOf(modeler) };
    case '.duty':
    case 'act.duty':
      return { choices: [], isFree: true };
    default:
      return undefined;
  }
}

function choicesFor(
  place: string,
  { modeler, shape, choices }: Editing,
  say: (word: string) => string,
): readonly Choice[] | undefined {
  switch (place) {
    case 'constraint.extent':
      return [{ value: 'instance', label: say('instance') }, ...recordsOf(modeler, shape)];
    case '.handler':
      return choices.handlers;
    case '.form':
      return choices.forms;
    default:
      return undefined;
  }
}
