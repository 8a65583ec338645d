import { sortFindings, type Finding } from '@quanheng/engine';
import type { Article } from '../profiles/index.js';
import type { LintContext } from './context.js';
import type { Path } from './paths/index.js';
import { shownBy } from './proven-runs.js';
import { LINTS } from './rules/index.js';

/** One rule about how power is drawn. It has a file in `rules/`, a valid and an invalid diagram, and a line in `docs/lints.md`. */
export interface Lint {
  /** `L07` of the catalogue of checks; `P` and a number for what the profile demands beyond it. */
  readonly rule: string;
  /** Stable, begins with the rule: `L07-money-without-two-pens`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** `profile`: asked only where a profile says that the process exercises power. */
  readonly needs: 'nothing' | 'profile';
  /** Asked of processes that can be executed only: a drawing may leave it open. */
  readonly forExecution: boolean;
  check(context: LintContext): Iterable<LintFinding>;
}

export interface LintFinding {
  readonly elementId: string;
  /** In Chinese: what is wrong and what to do. */
  readonly message: string;
  /** Where it differs from the rule's own. */
  readonly severity?: 'error' | 'warning' | 'info';
  /** The way through the drawing that shows it. */
  readonly path?: Path;
  /** What the finding rests on, where the rule knows better than the profile's list. */
  readonly basis?: readonly Article[];
}

/** Judges a document by the rules about power. Must not throw, whatever the drawing says. */
export function lint(context: LintContext, lints: readonly Lint[] = LINTS): Finding[] {
  const drawable = new Set(nonExecutableElements(context));
  const findings: Finding[] = [];
  for (const rule of lints) {
    if (rule.needs === 'profile' && context.profile === null) continue;
    for (const found of rule.check(context)) {
      if (rule.forExecution && drawable.has(found.elementId)) continue;
      findings.push(findingOf(rule, found, context));
    }
  }
  return sortFindings(findings);
}

function* nonExecutableElements({ model }: LintContext): Iterable<string> {
  for (const process of model.processes) {
    if (process.isExecutable) continue;
    const open = [process as Parameters<typeof idsOf>[0]];
    for (const container of open) yield* idsOf(container, open);
  }
}

interface Holder {
  readonly id: string;
  readonly nodes: LintContext['model']['processes'][number]['nodes'];
  readonly flows: readonly { readonly id: string }[];
}

function* idsOf({ id, nodes, flows }: Holder, open: Holder[]): Iterable<string> {
  yield id;
  for (const flow of flows) yield flow.id;
  for (const node of nodes) {
    yield node.id;
    if ('container' in node) open.push(node.container);
  }
}

function findingOf(rule: Lint, found: LintFinding, { model, profile, policy }: LintContext): Finding {
  const { elementId, message } = found;
  const line = model.locations.get(elementId)?.line;
  const exception = profile?.exceptions.find(
    (each) => each.rule === rule.rule && policy.activities.get(elementId)?.duties.includes(each.duty),
  );
  const basis =
    exception?.basis ?? found.basis ?? profile?.articles.filter(({ for: rules }) => rules.includes(rule.rule));
  const article = citation(basis ?? []);
  return {
    code: rule.code,
    severity: exception === undefined ? (found.severity ?? rule.severity) : 'info',
    elementId,
    ...(line === undefined ? {} : { line }),
    rule: rule.rule,
    ...(article === undefined ? {} : { article }),
    ...(found.path === undefined ? {} : shownBy(found.path)),
    message: exception === undefined ? message : `${message}本环节属于例外“${exception.name}”，仅提示。`,
  };
}

/** With the mark of each article; what nobody has read (R) is a default to be confirmed, and is not printed as if it were law. */
export function citation(basis: readonly Pick<Article, 'article' | 'mark'>[]): string | undefined {
  if (basis.length === 0) return undefined;
  return basis.map(({ article, mark }) => (mark === 'R' ? `${article} [R 待确认]` : `${article} [${mark}]`)).join('；');
}
