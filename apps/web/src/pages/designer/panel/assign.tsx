import { useState } from 'react';
import { textOf, type Moddle } from '../canvas/moddle.js';
import { named, useDesignerTexts } from '../texts.js';
import type { Editing } from './context.js';
import { dataOf } from './drawn.js';
import { ChoiceField, TextField } from './fields.js';

/** How somebody can be named who does the work; never by name. */
const WAYS = {
  post: ['post'],
  departmentRole: ['department', 'role'],
  self: ['of'],
  colleague: ['of', 'role'],
  leaderOf: ['of'],
  body: ['body'],
} as const;
type Way = keyof typeof WAYS;
const ATTRIBUTES = ['post', 'department', 'role', 'body', 'of'] as const;
const LEADER = '.leader';

/** What an assignment says is its way; empty: nothing yet. */
export function wayOf(said: (attribute: (typeof ATTRIBUTES)[number]) => string): Way | null {
  if (said('post') !== '') return 'post';
  if (said('body') !== '') return 'body';
  if (said('of') !== '') return said('role') !== '' ? 'colleague' : said('of').endsWith(LEADER) ? 'leaderOf' : 'self';
  return said('department') !== '' || said('role') !== '' ? 'departmentRole' : null;
}

/** Who does it: the way first, then what of the organisation that way needs. */
export function Assign({ element, editing }: { readonly element: Moddle; readonly editing: Editing }) {
  const say = useDesignerTexts();
  const { modeler, shape, choices } = editing;
  const said = wayOf((attribute) => textOf(element, attribute));
  const [chosen, setChosen] = useState<Way | null>(null);
  // A head of the own department is the initiator's until the role is chosen.
  const way = chosen ?? said;
  const put = (values: Readonly<Record<string, string | undefined>>): void =>
    modeler.get('modeling').updateModdleProperties(shape, element, values);
  const become = (next: string): void => {
    setChosen(next === '' ? null : (next as Way));
    const none = Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, undefined]));
    const of =
      next === 'leaderOf' ? `initiator${LEADER}` : next === 'self' || next === 'colleague' ? 'initiator' : undefined;
    put({ ...none, of });
  };
  const people = ['initiator', ...dataOf(modeler, shape, 'person').map(({ value }) => value)];
  const suffix = way === 'leaderOf' ? LEADER : '';
  const offered = {
    ...{ post: choices.posts, department: choices.departments, role: choices.roles, body: choices.bodies },
    of: people.map((each) => ({ value: `${each}${suffix}`, label: named(say, each) })),
  };
  const isKnown = ATTRIBUTES.every((each) => textOf(element, each) === '' || (way !== null && has(way, each)));
  const startedBy = textOf(element, 'startedBy');
  const act = textOf(element, 'act');
  return (
    <>
      <ChoiceField
        label={say('way')}
        value={way ?? ''}
        choices={(Object.keys(WAYS) as Way[]).map((value) => ({ value, label: say(`way_${value}`) }))}
        onChange={become}
      />
      {(way === null ? [] : isKnown ? WAYS[way] : ATTRIBUTES).map((attribute) => (
        <ChoiceField
          key={attribute}
          label={named(say, attribute)}
          value={textOf(element, attribute)}
          choices={offered[attribute]}
          onChange={(value) => put({ [attribute]: value || undefined })}
        />
      ))}
      {startedBy === '' ? null : (
        <TextField
          label={say('startedBy')}
          value={startedBy}
          onChange={(value) => put({ startedBy: value || undefined })}
        />
      )}
      {act === '' ? null : (
        <TextField label={say('act')} value={act} onChange={(value) => put({ act: value || undefined })} />
      )}
    </>
  );
}

function has(way: Way, attribute: string): boolean {
  return (WAYS[way] as readonly string[]).includes(attribute);
}
