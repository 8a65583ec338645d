import type { Entry } from './entries.js';
import type { Rules } from './rules.js';

/** A payment under a contract of the register that has begun, or that the worker said was not made. */
export interface RegisteredPayment {
  readonly at: number;
  readonly seq: number;
  readonly isGivenBack: boolean;
  readonly contract: string;
  readonly amount: number;
  readonly payee: string;
  readonly organisation: number;
}

/** Reads them off the entries of one instance. */
export class RegisteredPayments {
  readonly found: RegisteredPayment[] = [];
  private readonly begun = new Map<number, RegisteredPayment>();
  private readonly values = new Map<string, unknown>();
  private rules: Rules | undefined;

  constructor(private readonly known: ReadonlyMap<string, Rules>) {}

  take({ at, seq, refused, definition, flow, organisation }: Entry): void {
    if (refused) return;
    if (definition !== null) this.rules = this.known.get(definition);
    for (const { type, id = -1, element = '', scope, values = {} } of flow) {
      if (type === 'variablesSet' && scope === 0)
        for (const [name, value] of Object.entries(values)) this.values.set(name, value);
      if (type === 'workOpened' && this.rules?.registered?.includes(element) === true && !this.begun.has(id)) {
        const { names = {} } = this.rules;
        const [contract, payee] = [names.contract ?? 'contract', 'payee'].map((name) => String(this.values.get(name)));
        const amount = Number(this.values.get(names.amount ?? 'amount'));
        const payment = {
          at,
          seq,
          isGivenBack: false,
          contract: contract ?? '',
          payee: payee ?? '',
          amount,
          organisation,
        };
        this.begun.set(id, payment);
        this.found.push(payment);
      }
      const known = type === 'errorThrown' ? this.begun.get(id) : undefined;
      if (known !== undefined) {
        this.begun.delete(id);
        this.found.push({ ...known, at, seq, isGivenBack: true });
      }
    }
  }
}
