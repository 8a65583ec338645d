import { isLedger } from '@quanheng/contracts';
import {
  add,
  compareNumbers,
  isNumber,
  numberText,
  ROOT,
  subtract,
  type Expression,
  type FeelNumber,
  type FeelScope,
} from '@quanheng/engine';
import { threshold } from '../catalogue/index.js';
import { allResting, resting, type Rule } from '../constraints/index.js';
import { dataTitle, policyOf, type PolicyModel } from '../model/index.js';
import type { InstanceView, Reason, Request, ScopeKey } from '../ports/index.js';
import { keysOfKind, lastNamed, memoryOf, namedBy } from '../records/index.js';
import { wordBlock, reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { scopeOver, textOver, usedOf, valueOver } from './over-record.js';
import { againstPayee, againstSupplier, notRegistered, openingOf, registered, wholeOf } from './register.js';
import type { Limit, Limits } from './spec.js';

/**
 * What stands against an act by its limits. What is demanded must be true; what is summed must not go over the most.
 * @param data as they are when the act is done
 * @param adding whether its amount is still to be counted
 */
export function againstLimits(
  activity: string,
  { limits }: Limits,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: () => FeelScope,
  adding: boolean,
): Reason[] {
  const about = limits.filter(({ acts }) => acts.some((act) => act.activity === activity));
  if (about.length === 0) return [];
  const known = data();
  const found = about.flatMap((limit) => {
    const keys = keysOf(limit, request, instance);
    const reasons = [
      ...keys.flatMap((key) => againstSum(limit, key, request, instance, known, adding)),
      ...keys.flatMap((key) => againstOpen(limit, key, request, instance, known)),
      ...keys.flatMap((key) => againstDemand(limit, key, request, instance, known)),
      // Of persons it was asked when they completed, of jobs when they began: when the step is looked at the data may be gone.
      ...(adding ? againstAccount(limit, request, instance, known) : []),
      ...(adding ? againstOther(limit, request, instance, known) : []),
    ];
    return allResting(reasons, () => ruleOf(limit));
  });
  return found.filter((each, at) => !isUnknown(each) || found.findIndex(isSameAs(each)) === at);
}

/** However many limits ask under which contract it is, it is filled in once. */
function isUnknown({ code }: Reason): boolean {
  return code === 'RECORD_UNKNOWN';
}

function isSameAs({ code, message }: Reason): (other: Reason) => boolean {
  return (other) => other.code === code && other.message === message;
}

/** Whether the money would go where the contract says. Asked also before a job begins. */
export function againstPayees(
  activity: string,
  { limits }: Limits,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: () => FeelScope,
): Reason[] {
  const about = limits.filter(({ payee, acts }) => payee !== null && acts.some((act) => act.activity === activity));
  return about.flatMap((limit) => allResting(againstAccount(limit, request, instance, data()), () => ruleOf(limit)));
}

/** Amounts of these limits that should have been counted and were not. */
export function uncounted(limits: readonly Limit[], instance: InstanceView<Work>): Reason[] {
  return limits.map((limit) => resting(noAmount(limit.sum?.of ?? limit.name, instance), ruleOf(limit)));
}

function ruleOf({ name, basis }: Limit): Rule {
  return { id: name, basis };
}

function againstAccount(limit: Limit, request: Request<Work>, instance: InstanceView<Work>, data: FeelScope): Reason[] {
  if (limit.payee === null) return [];
  const key = keyOf(limit, request, instance);
  if (key === undefined || key === null) return [unknownRecord(limit.extent, instance)];
  return againstPayee(limit.payee, key, request, instance, data);
}

function againstOther(limit: Limit, request: Request<Work>, instance: InstanceView<Work>, data: FeelScope): Reason[] {
  if (limit.supplier === null) return [];
  const key = limit.extent === 'contract' ? keyOf(limit, request, instance) : null;
  if (key === undefined) return [unknownRecord(limit.extent, instance)];
  return againstSupplier(limit.supplier, key, request, instance, data);
}

function againstDemand(
  limit: Limit,
  key: ScopeKey | null | undefined,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: FeelScope,
): Reason[] {
  const { demand, says, name } = limit;
  if (demand === null) return [];
  if (key === undefined) return limit.sum === null ? [unknownRecord(limit.extent, instance)] : [];
  const missing = registerMissing(demand, key, request, instance);
  if (missing !== null) return [missing];
  const scope = scopeOver(data, key, request, instance);
  if (valueOver(demand, scope, request) === true) return [];
  return [said(says, { name }, (expression) => textOver(expression, scope, request))];
}

/** Others that are under way; this matter may do it again. */
function againstOpen(
  limit: Limit,
  key: ScopeKey | null | undefined,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: FeelScope,
): Reason[] {
  const { open, says, name } = limit;
  if (open === null || key === null) return [];
  if (key === undefined) return [unknownRecord(limit.extent, instance)];
  const matters = Object.entries(memoryOf(instance, key).used?.[name]?.open ?? {});
  const others = matters.filter(([id, amount]) => id !== instance.id && amount !== '0');
  if (others.length < open) return [];
  const scope = scopeOver(data, key, request, instance);
  return [said(says, { name }, (expression) => textOver(expression, scope, request))];
}

function againstSum(
  limit: Limit,
  key: ScopeKey | null | undefined,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: FeelScope,
  adding: boolean,
): Reason[] {
  if (limit.sum === null) return [];
  if (key === undefined) return [unknownRecord(limit.extent, instance)];
  const added = adding ? amountOf(data, limit.sum.of) : 0;
  if (added === null) return [noAmount(limit.sum.of, instance)];
  const scope = scopeOver(data, key, request, instance);
  const most = mostOf(limit.sum.most, limit.name, key, request, instance, scope);
  if (!('value' in most)) return [most.reason];
  const opening = limit.countsOpening ? openingOf(registered(key, request, instance)) : 0;
  const used = add(usedOf(limit.name, key, instance), opening);
  const sum = used === null ? null : add(used, added);
  if (used === null || sum === null) return [noAmount(limit.sum.of, instance)];
  if (compareNumbers(sum, most.value) <= 0) return [];
  const over = subtract(sum, most.value) ?? sum;
  const left = subtract(most.value, used) ?? 0;
  const told = {
    ...{ name: limit.name, sum: numberText(sum), limit: numberText(most.value) },
    // {x}: by how much it is over; where a text tells what is left, {x} is that, and {y} the rest.
    ...{ a: numberText(added), x: numberText(limit.says.code === 'LIMIT_OVER' ? over : left), y: numberText(over) },
  };
  return [said(limit.says, told, (expression) => textOver(expression, scope, request))];
}

/** An expression over the register of a contract that is in no register asks nothing. */
function registerMissing(
  { variables }: Expression,
  key: ScopeKey | null,
  request: Request<Work>,
  instance: InstanceView<Work>,
): Reason | null {
  if (key === null || !isLedger(key.kind) || !variables.includes('register')) return null;
  return registered(key, request, instance) === undefined ? notRegistered(key, request) : null;
}

/** The one record that is asked about: a contract. */
function keyOf(limit: Limit, request: Request<Work>, instance: InstanceView<Work>): ScopeKey | null | undefined {
  return keysOf(limit, request, instance)[0];
}

/** Each record that is asked about; null: the instance alone; undefined: it is not known yet. */
function keysOf(
  { extent }: Limit,
  request: Request<Work>,
  instance: InstanceView<Work>,
): readonly (ScopeKey | null | undefined)[] {
  if (extent === 'instance') return [null];
  const keys = instance.flow.elements.has(ROOT)
    ? keysOfKind(namedBy({ ...request, instance }).after, extent)
    : lastNamed(extent, instance);
  return keys.length === 0 ? [undefined] : keys;
}

/** Which datum says under which contract the matter comes is not filled in. */
export function unknownRecord(kind: string, instance: InstanceView<Work>): Reason {
  return reason('RECORD_UNKNOWN', { field: recordFields(kind, policyOf(instance.definition)) });
}

/** What says which record of the kind it is, as people call it. */
export function recordFields(kind: string, model: PolicyModel): string {
  const spec = model.records.find((each) => each.kind === kind);
  return spec?.of.map((name) => dataTitle(name, model)).join('、') ?? kind;
}

function noAmount(name: string, { definition }: InstanceView<Work>): Reason {
  return reason('LIMIT_NO_AMOUNT', { field: dataTitle(name, policyOf(definition)) });
}

/** What is no amount, or less than nothing, adds nothing that could be checked. */
export function amountOf(data: FeelScope, name: string): FeelNumber | null {
  const value = data.get(name);
  return isNumber(value) && compareNumbers(value, 0) >= 0 ? value : null;
}

function mostOf(
  most: NonNullable<Limit['sum']>['most'],
  name: string,
  key: ScopeKey | null,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: FeelScope,
): { readonly value: FeelNumber } | { readonly reason: Reason } {
  switch (most.kind) {
    case 'value':
      return isNumber(most.value) ? { value: most.value } : { reason: noAmount(name, instance) };
    case 'datum': {
      const value = amountOf(data, most.name);
      return value === null ? { reason: noAmount(most.name, instance) } : { value };
    }
    case 'threshold': {
      const found = threshold(request.organisation, most.name, instance.startedAt, request.at);
      if (found.status === 'unset') return found;
      return isNumber(found.value) ? { value: found.value } : { reason: noAmount(found.name, instance) };
    }
    case 'expression': {
      const missing = registerMissing(most.expression, key, request, instance);
      if (missing !== null) return { reason: missing };
      const value = valueOver(most.expression, data, request);
      return isNumber(value) ? { value } : { reason: noAmount(name, instance) };
    }
    case 'register': {
      const data = registered(key, request, instance);
      if (data !== undefined) return { value: wholeOf(data) };
      return { reason: key === null ? noAmount(name, instance) : notRegistered(key, request) };
    }
  }
}

/**
 * In the words of the code that the drawing chose, filled with what it says they are filled with. Where one of those has no value, nothing can be said of
 * how much it is too much: what is asked for is not met.
 */
function said(
  { code, parameters }: Limit['says'],
  told: Readonly<Record<string, string>> & { readonly name: string },
  valueOf: (expression: Expression) => string | null,
): Reason {
  const own = [...parameters].map(([name, each]) => [name, valueOf(each)] as const);
  if (own.some(([, value]) => value === null)) return reason('DEMAND_NOT_MET', { name: told.name });
  const filled = { ...told, ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])) };
  return { code, message: wordBlock(code, filled, 'zh'), parameters: filled };
}
