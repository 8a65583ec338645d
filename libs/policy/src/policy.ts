import { admit } from './guard/admit.js';
import { Foresight } from './guard/foresight.js';
import { refusalOfReturn } from './guard/open-returns.js';
import { authorise, isToldFurther } from './guard/rights.js';
import type { Effects } from './model/index.js';
import type { Concerned, Policy, Request, ScopeKey } from './ports/index.js';
import { allOf, namedBy } from './records/index.js';
import { ledgerKeysOf } from './registers/index.js';
import { effectsUnder, type Profiles } from './profiles/index.js';
import { publicationFindings } from './publication/findings.js';
import { keepAnswers, questionsOf } from './publication/proof.js';
import { substituteRecords } from './exceptions/substitute-uses.js';
import { applyWork } from './work/apply.js';
import type { Digest } from './work/protected-data.js';
import { deadlinesOf } from './work/deadlines.js';
import { reactTo } from './work/react.js';
import { NO_WORK, type Work } from './work/state.js';

/** What the policy is made of besides its rules. */
export interface PolicySettings {
  /** Of every handler that jobs are done by, as the installation says; what profiles say of handlers and forms is added. */
  readonly effects: Effects;
  readonly profiles: Profiles;
  readonly digest: Digest;
}

/** How work begins and how events change it: all that a replay needs. */
export const WORK = { initial: NO_WORK, apply: applyWork } satisfies Pick<Policy<Work>, 'initial' | 'apply'>;

/** The policy of the product (architecture §4): controls and inbox acts, and the guard over every command and every step. */
export function createPolicy({ effects, profiles, digest }: PolicySettings): Policy<Work> {
  const known = { effectOf: effectsUnder(effects, profiles), profiles };
  const foresight = new Foresight(known);
  const judge: Policy['judge'] = (draft, view, at, superseded) =>
    publicationFindings(draft, { view, at, ...known, publication: null, superseded });
  return {
    ...WORK,
    version: 'policy-1',
    deadlines: deadlinesOf,
    concerned,
    scopes: recordsNamed,
    authorise: (request) => authorise(request, known),
    isToldFurther,
    refusalOf: (request, rejection) => refusalOfReturn(request, rejection, known),
    judge,
    proofs: {
      asked: (draft, ...about) => questionsOf(draft, () => judge(draft, ...about)),
      answered: keepAnswers,
    },
    foresee: (request) => foresight.foresee(request),
    react: (request, stimulus) => {
      const reaction = reactTo(request, stimulus, { digest, known });
      const told = stimulus.kind === 'command' && reaction.misfit === undefined ? foresight.remembered(request) : [];
      return told.length === 0 ? reaction : { ...reaction, warnings: [...(reaction.warnings ?? []), ...told] };
    },
    admit: (request, done) => admit(request, done, known),
  };
}

function recordsNamed(request: Request<Work>): readonly ScopeKey[] {
  const named = allOf(namedBy(request));
  return [...named, ...ledgerKeysOf(named), ...substituteRecords(request)];
}

function concerned({ items, copies }: Work): Concerned {
  const persons = new Set<string>();
  const offers = new Set<string>();
  for (const { assignee, offers: keys } of Object.values(items)) {
    if (assignee !== null) persons.add(assignee);
    else for (const key of keys) offers.add(key);
  }
  const shown = copies === undefined ? {} : { readers: Object.keys(copies) };
  return { persons: [...persons], offers: [...offers], ...shown };
}
