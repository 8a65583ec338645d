import { isLedger, type Ledger } from '@quanheng/contracts';
import { compareNumbers, parseNumber, isNumber, type FeelNumber, type FeelScope } from '@quanheng/engine';
import { dayOf } from '../calendar/index.js';
import { dayText } from '../calendar/day.js';
import { namesOf } from '../guard/who.js';
import type { InstanceView, Reason, RegisterEntryData, Request, ScopeKey } from '../ports/index.js';
import { keepersOf, ledgerAt } from '../registers/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';

type Data = RegisterEntryData<Ledger>;

/** What the register says of the contract or budget line that a limit is taken over, as it is now; undefined: nothing, or there is no such register. */
export function registered(
  key: ScopeKey | null,
  { at }: Pick<Request, 'at'>,
  { records }: Pick<InstanceView<Work>, 'records'>,
): Data | undefined {
  return key !== null && isLedger(key.kind) ? ledgerAt(records, key.kind, key.id, at) : undefined;
}

/** What was used before the product counted. */
export function openingOf(data: Data | undefined): FeelNumber {
  if (data === undefined) return 0;
  return numberOf('supplier' in data ? data.openingPaid : data.openingSpent);
}

/** The most that there is: the sum of the contract, what was granted of the budget line. */
export function wholeOf(data: Data): FeelNumber {
  return numberOf('supplier' in data ? data.sum : data.granted);
}

function numberOf(text: string): FeelNumber {
  const value = parseNumber(text);
  if (!isNumber(value) || compareNumbers(value, 0) < 0) throw new Error(`a register holds ${text}, which is no amount`);
  return value;
}

/** The number is in no register, or not in force any more. */
export function notRegistered(key: ScopeKey, request: Request<Work>): Reason {
  return key.kind === 'budgetLine' ? reason('BUDGET_NONE') : none('contract', key.id, request);
}

function none(register: 'contract' | 'supplier', id: string, { organisation, at }: Request<Work>): Reason {
  const offers = keepersOf(register, 'propose', organisation, at).map((role) => `role:${role}`);
  return reason('REGISTER_NONE', { register, id, posts: namesOf(offers, organisation, at) });
}

/** Money goes to an account of the contract's supplier that is in use on the day, and to no other. */
export function againstPayee(
  datum: string,
  key: ScopeKey,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: FeelScope,
): Reason[] {
  const contract = registered(key, request, instance);
  if (contract === undefined || !('supplier' in contract)) return [notRegistered(key, request)];
  const supplier = request.organisation.fact('supplier', contract.supplier, request.at);
  const said = data.get(datum);
  const account = typeof said === 'string' ? said.trim() : '';
  const today = dayText(dayOf(request.at));
  const isTheirs = supplier?.data.accounts.some(
    ({ number, from, until }) =>
      number === account && (from === null || from <= today) && (until === null || today <= until),
  );
  return isTheirs === true ? [] : [reason('PAYEE_MISMATCH')];
}

/**
 * Bought is from suppliers that are registered and not barred on the day.
 * @param key the contract that has to be registered with the same supplier; null: none is asked about
 */
export function againstSupplier(
  datum: string,
  key: ScopeKey | null,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: FeelScope,
): Reason[] {
  const { organisation, at } = request;
  const said = data.get(datum);
  const id = typeof said === 'string' ? said.trim() : '';
  const supplier = organisation.fact('supplier', id, at)?.data;
  if (supplier === undefined) return [none('supplier', id, request)];
  const today = dayText(dayOf(at));
  const barred = supplier.barred?.find(({ from, until }) => from <= today && (until === null || today <= until));
  const reasons: Reason[] = [];
  if (barred !== undefined) {
    const { document, until } = barred;
    reasons.push(reason('SUPPLIER_BARRED', { name: supplier.name, date: until ?? '另行通知', document }));
  }
  if (key === null) return reasons;
  const contract = registered(key, request, instance);
  if (contract === undefined || !('supplier' in contract)) return [...reasons, notRegistered(key, request)];
  if (contract.supplier === id) return reasons;
  const name = organisation.fact('supplier', contract.supplier, at)?.data.name ?? contract.supplier;
  return [...reasons, reason('SUPPLIER_OTHER', { id: key.id, name })];
}
