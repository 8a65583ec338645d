import { z } from 'zod';
import type { ActivityPolicy, ControlSpec, PolicyModel } from '../model/index.js';
import { wordsOf, type PlannedControl } from './control.js';
import { CONTROLS } from './registry.js';

export type Planned =
  { readonly control: PlannedControl } | { readonly wrong: { readonly code: string; readonly message: string } };

/** What a drawn control means; null where the activity is none. */
export function planOf(activity: ActivityPolicy): Planned | null {
  const spec = activity.control;
  if (spec === null) return null;
  const control = CONTROLS[spec.kind];
  const read = control.properties.safeParse(recordOf(spec));
  if (!read.success) return wrong('control-property', `监督制约环节的属性有误：${z.prettifyError(read.error)}`);
  const odd = spec.acts.flatMap((act) => act.properties.filter(({ name }) => !control.actProperties.includes(name)));
  if (odd[0] !== undefined) {
    const known = control.actProperties.join('、');
    return wrong('control-property', `办理动作的属性“${odd[0].name}”无法识别；可用：${known}。`);
  }
  const acts = control.acts(spec, read.data);
  if ('wrong' in acts) return wrong('control-acts', acts.wrong);
  const signs = wordsOf(spec.properties, 'signs');
  return {
    control: {
      control,
      activity,
      properties: read.data,
      acts: new Map(acts.map((act) => [act.name, act])),
      signs: signs.length === 0 ? null : signs,
    },
  };
}

const KNOWN = new WeakMap<PolicyModel, ReadonlyMap<string, PlannedControl>>();

/** The controls of a model by node key. Those that are wrong are left out: no definition that has one is published. */
export function controlsOf(model: PolicyModel): ReadonlyMap<string, PlannedControl> {
  let known = KNOWN.get(model);
  if (known === undefined) {
    const plans = [...model.activities].map(([key, activity]) => [key, planOf(activity)] as const);
    known = new Map(
      plans.flatMap(([key, plan]) => (plan !== null && 'control' in plan ? [[key, plan.control] as const] : [])),
    );
    KNOWN.set(model, known);
  }
  return known;
}

/** A name that comes more than once is one list. */
function recordOf({ properties }: ControlSpec): Record<string, string> {
  const values = new Map<string, string>();
  for (const { name, value } of properties) values.set(name, values.has(name) ? `${values.get(name)} ${value}` : value);
  return Object.fromEntries(values);
}

function wrong(code: string, message: string): Planned {
  return { wrong: { code, message } };
}
