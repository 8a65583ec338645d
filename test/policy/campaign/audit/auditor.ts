import type { Queries } from '@quanheng/runtime/ports';
import { UNIT } from '../../../contract/office.js';
import { MOST_OF_A_CONTRACT } from '../drawings.js';
import { readInstance } from './entries.js';
import { Facts } from './facts.js';
import { auditInspections } from './inspection-audit.js';
import { InstanceAudit } from './instance-audit.js';
import { RegisterAudit } from './register-audit.js';
import { RegisteredPayments, type RegisteredPayment } from './registered-payments.js';
import type { Rules } from './rules.js';

export interface Breach {
  readonly instance: string;
  readonly seq: number;
  readonly what: string;
}
export interface Audit {
  readonly breaches: readonly Breach[];
  readonly instances: number;
  readonly completed: number;
  /** Payments begun. */
  readonly payments: number;
  readonly meetings: number;
  readonly delegated: number;
  readonly returns: number;
  readonly entries: number;
  readonly objections: number;
  readonly emergencies: number;
  readonly freezes: number;
  readonly handedOver: number;
  readonly corrected: number;
  readonly reviewed: number;
}

/**
 * Looks at what is stored, entry by entry, and says where a constraint was broken. It shares no code with the policy: the rules are written down a second
 * time, who was where is read off the rows of facts, and what was done off the commands and the engine's events.
 */
export async function audit(queries: Queries, rules: ReadonlyMap<string, Rules>): Promise<Audit> {
  const version = await queries.organisationVersion(UNIT);
  const facts = new Facts(await queries.facts(UNIT, 0, version));
  const total = {
    instances: 0,
    completed: 0,
    payments: 0,
    meetings: 0,
    delegated: 0,
    returns: 0,
    entries: 0,
    ...NO_EXCEPTIONS,
  };
  const breaches: Breach[] = [];
  const report = (instance: string, seq: number, what: string): void => void breaches.push({ instance, seq, what });
  const registers = new RegisterAudit(facts, report);
  await registers.read(queries);
  await auditInspections(queries, facts, report);
  const registered: (RegisteredPayment & { readonly instance: string })[] = [];
  const spent = new Map<string, number>();
  for (let after: string | undefined; ;) {
    const page = await queries.instances({ unit: UNIT }, { limit: 200, ...(after === undefined ? {} : { after }) });
    for (const { id, status } of page.rows) {
      const entries = await readInstance(queries, id);
      const judged = new InstanceAudit(facts, rules, (seq, what) => breaches.push({ instance: id, seq, what }));
      for (const entry of entries) judged.take(entry);
      const paid = new RegisteredPayments(rules);
      for (const entry of entries) paid.take(entry);
      registered.push(...paid.found.map((payment) => ({ ...payment, instance: id })));
      for (const { seq, contract, amount } of judged.spent) {
        const sum = (spent.get(contract) ?? 0) + amount;
        spent.set(contract, sum);
        if (sum > MOST_OF_A_CONTRACT) breaches.push({ instance: id, seq, what: `${contract} was overspent: ${sum}` });
      }
      total.instances++;
      total.completed += status === 'completed' ? 1 : 0;
      total.entries += entries.length;
      total.payments += judged.payments;
      total.meetings += judged.meetings;
      total.delegated += judged.delegated;
      total.returns += judged.returns;
      total.objections += judged.objections;
      total.emergencies += judged.emergencies;
      total.freezes += judged.freezing.freezes;
      total.handedOver += judged.handOvers.handedOver;
      total.corrected += judged.corrections.corrected;
      total.reviewed += judged.reviews.reviewed;
    }
    if (page.next === null) {
      registers.judge(registered);
      return { ...total, breaches };
    }
    after = page.next;
  }
}
const NO_EXCEPTIONS = { objections: 0, emergencies: 0, freezes: 0, handedOver: 0, corrected: 0, reviewed: 0 };
