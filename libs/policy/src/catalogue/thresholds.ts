import { fromWire, type FeelValue } from '@quanheng/engine';
import type { ThresholdName, ThresholdSpec } from '../model/index.js';
import type { OrganisationView, Reason, RuleBasis, ThresholdData } from '../ports/index.js';
import { reason } from '../texts/index.js';

export type Threshold =
  | {
      readonly status: 'set';
      readonly id: string;
      readonly name: string;
      /** Exact, as FEEL compares it. */
      readonly value: FeelValue;
      readonly unit: ThresholdData['unit'];
      readonly basis: readonly RuleBasis[];
    }
  /** Nobody has set it: what depends on it is refused, never decided by a guess. */
  | { readonly status: 'unset'; readonly reason: Reason };

/**
 * A threshold as it was at the date of the business event. For what belongs to a running instance that is its start: what was said of the past is never
 * changed, so it keeps the threshold it began with.
 * @param now when is asked, to say who can set it
 */
export function threshold(
  view: Pick<OrganisationView, 'fact' | 'facts'>,
  name: ThresholdName,
  eventAt: number,
  now: number,
): Threshold {
  for (const id of idsOf(name)) {
    const data = view.fact('threshold', id, eventAt)?.data;
    const made = data === undefined ? undefined : fromWire({ $feel: 'number', value: data.value });
    if (data === undefined || !made?.ok) continue;
    return { status: 'set', id, name: data.name, value: made.value, unit: data.unit, basis: data.basis };
  }
  return { status: 'unset', reason: notConfigured(view, name, now) };
}

/** What the variables of a matter that began then are, and what stands against its beginning: nobody has set one of them. */
export function thresholdValues(
  specs: readonly ThresholdSpec[],
  view: Pick<OrganisationView, 'fact' | 'facts'>,
  startedAt: number,
  now: number,
): ThresholdValues {
  const values = new Map<string, FeelValue>();
  const names = new Map<string, string>();
  const missing: Reason[] = [];
  for (const { variable, threshold: name } of specs) {
    const found = threshold(view, name, startedAt, now);
    if (found.status === 'unset') missing.push(found.reason);
    else if (!values.has(variable)) {
      values.set(variable, found.value);
      names.set(variable, found.name);
    }
  }
  return { values, names, missing };
}
export interface ThresholdValues {
  /** By the variable. */
  readonly values: ReadonlyMap<string, FeelValue>;
  /** What the catalogue calls them. */
  readonly names: ReadonlyMap<string, string>;
  readonly missing: readonly Reason[];
}

/** The most particular one first. */
function idsOf({ key, jurisdiction, objectType }: ThresholdName): readonly string[] {
  const general = `${key}:${jurisdiction}`;
  return objectType === undefined ? [general] : [`${general}:${objectType}`, general];
}

function notConfigured(view: Pick<OrganisationView, 'fact' | 'facts'>, name: ThresholdName, now: number): Reason {
  const known = idsOf(name).flatMap((id) => view.fact('threshold', id, now)?.data.name ?? []);
  const posts = view.facts('post', now).filter(({ data }) => data.roles.includes('catalogueOwner'));
  const post = posts.map(({ data }) => data.name).join('、') || '职权目录管理岗位';
  return reason('RULE_NOT_CONFIGURED', { name: known[0] ?? idsOf(name)[0] ?? name.key, post });
}
