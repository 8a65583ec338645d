import type { Finding } from '../findings/finding.js';
import { shorten } from './source.js';
import type { XmlElement } from './xml.js';

/** A document with more faults than this is not worth listing further. */
const MOST_FINDINGS = 1000;

/** Collects what reading a document finds, each with the nearest id and the line. */
export class Report {
  readonly findings: Finding[] = [];

  error(code: string, at: XmlElement, message: string, rule?: string): void {
    this.add(code, 'error', at, message, rule);
  }

  warning(code: string, at: XmlElement, message: string, rule?: string): void {
    this.add(code, 'warning', at, message, rule);
  }

  info(code: string, at: XmlElement, message: string, rule?: string): void {
    this.add(code, 'info', at, message, rule);
  }

  add(code: string, severity: Finding['severity'], at: XmlElement, message: string, rule?: string): void {
    if (this.findings.length > MOST_FINDINGS) return;
    if (this.findings.length === MOST_FINDINGS) {
      this.findings.push({
        code: 'too-many-findings',
        severity: 'error',
        elementId: null,
        message: `There are more than ${MOST_FINDINGS} findings; the others are not listed. Correct these first.`,
      });
      return;
    }
    this.findings.push({
      code,
      severity,
      elementId: nearestId(at),
      line: at.location.line,
      message: shorten(message),
      ...(rule === undefined ? {} : { rule }),
    });
  }
}

function nearestId(at: XmlElement): string | null {
  for (let element: XmlElement | null = at; element !== null; element = element.parent) {
    const id = element.attributes
      .find((attribute) => attribute.namespace === '' && attribute.name === 'id')
      ?.value.trim();
    if (id !== undefined && id !== '') return id;
  }
  return null;
}
