import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBpmn, validate } from '@quanheng/engine';
import { planOf } from '../../controls/plan.js';
import { readPolicy } from '../../model/index.js';
import { readProfile } from '../../profiles/index.js';
import type { LintContext } from '../context.js';
import { readOrganisation } from '../organisation-file/read.js';

const DIAGRAMS = join(__dirname, '../diagrams');

/** What stands beside a diagram: what is known of it besides the drawing. */
interface Beside {
  /** Put over `base-profile.json`; absent: no profile. */
  readonly profile?: object;
  /** Each put over `base-profile.json`: all that there are; absent: not known. */
  readonly profiles?: readonly object[];
  readonly organisation?: unknown;
  readonly effects?: Readonly<Record<string, string>>;
  readonly publication?: LintContext['publication'];
}

export async function contextOf(code: string, diagram: string): Promise<LintContext> {
  const path = join(DIAGRAMS, code, diagram);
  const beside = path.replace(/\.bpmn$/, '.json');
  const known = existsSync(beside) ? (readJson(beside) as Beside) : {};
  return contextFrom(readFileSync(path, 'utf8'), known);
}

export async function contextFrom(xml: string, known: Beside = {}): Promise<LintContext> {
  const { model, findings } = await parseBpmn(xml);
  // A diagram that the readers refuse would prove nothing about the rule.
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (model === undefined) throw new Error('no model');
  expect(validate(model).filter(({ severity }) => severity === 'error')).toEqual([]);
  const { policy, findings: misread } = readPolicy(model);
  expect(misread).toEqual([]);
  expect([...policy.activities.values()].filter((activity) => 'wrong' in (planOf(activity) ?? {}))).toEqual([]);
  const { organisation, problems } = readOrganisation(known.organisation ?? {});
  expect(problems).toEqual([]);
  return {
    model,
    policy,
    profile: known.profile === undefined ? null : profileFrom(known.profile),
    organisation: known.organisation === undefined ? null : (organisation ?? null),
    effects: (key) => known.effects?.[key],
    profiles:
      known.profiles === undefined ? null : new Map(known.profiles.map(profileFrom).map((each) => [each.name, each])),
    publication: known.publication ?? null,
  };
}

function profileFrom(over: object): NonNullable<LintContext['profile']> {
  const base = readJson(join(__dirname, 'base-profile.json')) as object;
  const { profile, problems } = readProfile({ ...base, ...over });
  expect(problems).toEqual([]);
  if (profile === undefined) throw new Error('no profile');
  return profile;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
