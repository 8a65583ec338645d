import type { Reason, Request } from '../ports/index.js';
import { publicationFindings } from '../publication/findings.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import type { Known } from './known.js';

/** Findings that one refusal tells in full; the rest is told as a number, and all of them by `quanheng verify`. */
const MOST_LISTED = 20;

/** Nothing is made runnable that says something it cannot mean, that breaks a rule about power, or that does what no profile of its process governs. */
export function withoutFindings(request: Request<Work>, { effectOf, profiles }: Known): Reason[] {
  const { command, publishing = [], superseded = [], principal, organisation: view, at } = request;
  const publication = {
    // That nobody publishes what they drew has a refusal of its own.
    designers: [],
    publisher: principal.kind === 'person' ? principal.person : '',
    legalityCheck: (command.kind === 'publish' ? command.legalityCheck : undefined) ?? null,
  };
  const context = { view, at, effectOf, profiles, publication };
  const findings = publishing
    .flatMap((definition) =>
      publicationFindings(definition, {
        ...context,
        superseded: superseded.find(({ process }) => process === definition.process),
      }),
    )
    .filter(({ severity }) => severity === 'error');
  if (findings.length === 0) return [];
  const list = findings.slice(0, MOST_LISTED).map(({ code, elementId, message }) => {
    const said = message.replace(/[。.]$/, '');
    return `[${code}] ${elementId ?? ''} ${said}`;
  });
  return [reason('PUBLISH_FINDINGS', { n: findings.length, list: list.join('；') })];
}
