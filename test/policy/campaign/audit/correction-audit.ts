import type { Entry } from './entries.js';

interface Proposed {
  readonly parties: readonly string[];
  readonly name: string;
  readonly value: string;
}

/** What is put right afterwards: two persons, and nothing but what was proposed. That it is no key element the writing of it shows. */
export class CorrectionAudit {
  corrected = 0;
  private readonly proposed: Proposed[] = [];

  constructor(private readonly report: (seq: number, what: string) => void) {}

  take({ seq, kind, command, trail, flow }: Entry, before: (person: string) => readonly string[]): void {
    if (kind !== 'proposeCorrection' && kind !== 'decideCorrection') return;
    const [line] = trail;
    const hands = line === undefined ? [] : [line.person, ...(line.onBehalfOf === undefined ? [] : [line.onBehalfOf])];
    const parties = hands.flatMap((each) => [each, ...before(each)]);
    const written = flow.flatMap(({ type, values }) => (type === 'variablesSet' ? [values ?? {}] : []));
    if (kind === 'proposeCorrection') {
      const { name = '', value } = command['change'] as { readonly name?: string; readonly value?: unknown };
      if (written.length > 0) this.report(seq, 'a correction was done as soon as proposed');
      this.proposed.push({ parties, name, value: JSON.stringify(value) });
      return;
    }
    const of = this.proposed[Number(command['correction']) - 1];
    if (of === undefined) {
      this.report(seq, 'a correction that nobody proposed');
      return;
    }
    if (of.parties.some((each) => parties.includes(each))) this.report(seq, `${parties.join()} corrected alone`);
    const isDone = written.some(
      (values) => JSON.stringify(values[of.name]) === of.value && Object.keys(values).length === 1,
    );
    if (isDone !== (command['agree'] === true)) this.report(seq, 'what was corrected is not what was agreed on');
    if (isDone) this.corrected++;
  }
}
