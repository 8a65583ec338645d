import { stateFromJson, type StateJson, type WireValue } from '@quanheng/engine';
import { meetingsOf, policyOf, type MeetingView, type PolicyModel, type Work } from '@quanheng/policy';
import { formOf, readWritten } from '@quanheng/runtime';
import type { InstanceRow, ProcessDefinition, TrailRecord } from '@quanheng/runtime/ports';
import type { Parts } from '../parts.js';
import { fieldsOf, filledIn } from '../printed-form/fields.js';
import { typesOf } from '../printed-form/contents.js';
import type { Labelled } from '../printed-form/sheet.js';
import { variablesOf } from '../printed-form/variables.js';
import { draftOf } from './draft.js';
import { heldOf, type Held } from './held.js';
import { minutesVariable } from './minutes-field.js';

type Needed = Pick<Parts, 'queries' | 'definitions' | 'organisation' | 'surroundings'>;
type Variables = Readonly<Record<string, WireValue>>;

/** The minutes of a meeting that has ended: what is on record of it, and what was written. */
export interface Minutes {
  /** Node key. */
  readonly meeting: string;
  readonly held: Held;
  readonly draft: string;
  /** Null: not yet. */
  readonly written: string | null;
  /** Name of what they are written into; null: the process has no form for them. */
  readonly variable: string | null;
  /** Activities whose form shows them. */
  readonly steps: readonly string[];
}

/** Of all meetings of a matter that ended with a vote. Where a process has several, minutes are written of the one that ended last. */
export async function minutesOf(row: InstanceRow, parts: Needed): Promise<readonly Minutes[]> {
  const definition = await parts.definitions.get(row.definition);
  const organisation = await parts.organisation.view(row.unit);
  const work = JSON.parse(row.state.work) as Work;
  const instance = { definition, flow: stateFromJson(JSON.parse(row.state.flow) as StateJson), work };
  const views = meetingsOf(instance, organisation, parts.surroundings.now());
  if (!views.some(({ stage }) => stage === 'ended')) return [];
  const [written, { variables }] = await Promise.all([
    readWritten(parts.queries, row.unit, row.id),
    variablesOf(row, definition, parts.queries),
  ]);
  const around = { work, trail: JSON.parse(row.state.trail) as readonly TrailRecord[], written, organisation };
  const held = views.flatMap((view) => {
    const found = heldOf(view, around);
    return found === null ? [] : [{ view, found }];
  });
  const last = new Map([...held].sort((one, other) => one.found.endedAt - other.found.endedAt).map(ofProcess));
  const model = policyOf(definition);
  return held.map(({ view, found }) => {
    const steps = last.get(prefixOf(view.activity)) === view ? stepsOf(view, model, definition) : [];
    return { meeting: view.activity, held: found, ...textsOf(found, steps, model, variables) };
  });
}

const ofProcess = ({ view }: { readonly view: MeetingView }) => [prefixOf(view.activity), view] as const;
const prefixOf = (activity: string): string => activity.slice(0, activity.lastIndexOf(':') + 1);

interface Step {
  readonly activity: string;
  readonly form: string;
  readonly variable: string;
}

function stepsOf(
  { activity: meeting }: MeetingView,
  { activities }: PolicyModel,
  definition: ProcessDefinition,
): readonly Step[] {
  const found: Step[] = [];
  for (const { key, form: reference } of activities.values()) {
    if (reference === null || prefixOf(key) !== prefixOf(meeting)) continue;
    const form = formOf(definition, key, reference);
    const variable = form === null ? null : minutesVariable(form);
    if (form !== null && variable !== null) found.push({ activity: key, form, variable });
  }
  return found;
}

function textsOf(held: Held, steps: readonly Step[], model: PolicyModel, variables: Variables) {
  const [first] = steps;
  const written = first === undefined ? null : variables[first.variable];
  return {
    draft: draftOf(held, first === undefined ? [] : aboutOf(first, model, variables)),
    written: typeof written === 'string' && written !== '' ? written : null,
    variable: first?.variable ?? null,
    steps: steps.map(({ activity }) => activity),
  };
}

/** What else the form shows: the matter that was decided. */
function aboutOf({ form, variable }: Step, model: PolicyModel, variables: Variables): readonly Labelled[] {
  const fields = fieldsOf([form]).filter(({ key }) => key !== variable);
  const shown = new Set(fields.map(({ key }) => key));
  const types = new Map([...typesOf(model)].filter(([name]) => shown.has(name)));
  return filledIn(fields, types, variables);
}
