import type { LocatedFinding } from '@quanheng/engine';
import type { Paint } from './paint.js';
import { printable } from './table.js';

const STYLES = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

/** Findings as compilers print them, with file and line, so that editors find the place. */
export function findingLines(findings: readonly LocatedFinding[], paint: Paint): string[] {
  return findings.map(({ document, finding }) => {
    const { severity, line, code, message, rule, article } = finding;
    const where = line === undefined ? document : `${document}:${line}`;
    const basis = [code, rule, article].filter((text) => text !== undefined).join(', ');
    return `${where}: ${paint(STYLES[severity], severity)} ${printable(message)} [${printable(basis)}]`;
  });
}
