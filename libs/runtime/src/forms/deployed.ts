import type { ProcessDefinition } from '../ports/index.js';

type Deployed = Pick<ProcessDefinition, 'forms'>;

/** The text of the form of an activity, named with or without its suffix; null: there is none, which the deployment has been warned of. */
export function formOf({ forms }: Deployed, activity: string, reference: string): string | null {
  const own = forms.get(activity.slice(0, activity.lastIndexOf(':') + 1));
  return own?.get(reference) ?? own?.get(`${reference}.form`) ?? null;
}

/** Of the process and of all that it calls, each once. */
export function formsOf({ forms }: Deployed): readonly string[] {
  return [...new Set(forms.values())].flatMap((each) => [...each.values()]);
}
