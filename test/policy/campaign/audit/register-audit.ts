import type { Queries } from '@quanheng/runtime/ports';
import { readStream, type Entry } from './entries.js';
import type { Facts } from './facts.js';
import type { RegisteredPayment } from './registered-payments.js';

/** Who proposes and who confirms a change of each register, written down a second time. */
const KEEPERS: Readonly<Record<string, readonly [propose: readonly string[], confirm: readonly string[]]>> = {
  contract: [
    ['PROC_OFFICER', 'PROC_HEAD', 'PM', 'INFRA_HEAD'],
    ['FIN_AUDITOR', 'FIN_HEAD', 'LEGAL'],
  ],
  budgetLine: [['FIN_AUDITOR'], ['FIN_HEAD']],
  supplier: [
    ['PROC_OFFICER', 'PROC_HEAD', 'FIN_AUDITOR'],
    ['PROC_HEAD', 'FIN_AUDITOR', 'FIN_HEAD'],
  ],
};

interface Proposed {
  readonly by: string;
  readonly changes: readonly Changed[];
}
interface Changed {
  readonly change: string;
  readonly id: string;
  readonly data?: { readonly sum?: string; readonly openingPaid?: string; readonly supplier?: string } & Related;
}
interface Related {
  readonly relations?: readonly { readonly person: string }[];
}
/** What the register said of a contract from a moment on. */
interface Version {
  readonly from: number;
  readonly sum: number;
  readonly opening: number;
  readonly supplier: string;
}

type Report = (instance: string, seq: number, what: string) => void;

/** Changes of registers by two persons who keep them and have no interest; and payments within what the register said when they began. */
export class RegisterAudit {
  private readonly proposed = new Map<string, Proposed>();
  private readonly contracts = new Map<string, Version[]>();

  constructor(
    private readonly facts: Facts,
    private readonly report: Report,
  ) {}

  async read(queries: Queries): Promise<void> {
    for (const stream of ['registers', 'organisation']) {
      for (const entry of await readStream(queries, stream)) this.take(stream, entry);
    }
  }

  private take(stream: string, entry: Entry): void {
    if (entry.refused) return;
    const register = String(entry.command['register']);
    const person = this.personOf(entry);
    const tell = (what: string): void => {
      this.report(stream, entry.seq, what);
    };
    if (entry.kind === 'proposeRegister') {
      const proposal = entry.records.find(({ kind }) => kind.startsWith('proposal:'))?.id ?? '';
      const changes = entry.command['changes'] as readonly Changed[];
      this.proposed.set(proposal, { by: person, changes });
      this.judgeKeeper(entry, register, 0, person, tell);
      this.judgeInterest(entry, register, changes, person, tell);
    }
    if (entry.kind !== 'confirmProposal') return;
    const known = this.proposed.get(String(entry.command['proposal']));
    if (known === undefined) {
      tell('what nobody proposed was confirmed');
      return;
    }
    if (entry.principal.kind === 'person' && known.by === person) tell(`${person} changed a register alone`);
    this.judgeKeeper(entry, register, 1, person, tell);
    this.judgeInterest(entry, register, known.changes, person, tell);
    if (register === 'contract') for (const change of known.changes) this.enter(change, entry.at);
  }

  /** Whoever it is by whichever account; the product itself founds the registers. */
  private personOf({ principal, organisation, at }: Entry): string {
    if (principal.kind !== 'person') return principal.kind;
    return this.facts.one('account', principal.account ?? '', organisation, at)?.data.person ?? 'nobody';
  }

  private judgeKeeper(entry: Entry, register: string, act: 0 | 1, person: string, tell: (what: string) => void): void {
    if (entry.principal.kind === 'system') return;
    const roles = this.facts.rolesOf(person, entry.organisation, entry.at);
    if (!(KEEPERS[register]?.[act] ?? []).some((role) => roles.includes(role)))
      tell(`${person} keeps no register of ${register}`);
  }

  private judgeInterest(
    { organisation, at }: Entry,
    register: string,
    changes: readonly Changed[],
    person: string,
    tell: (what: string) => void,
  ): void {
    for (const { id, data } of changes) {
      const supplier = register === 'supplier' ? id : (data?.supplier ?? '');
      const known = this.facts.one('supplier', supplier, organisation, at)?.data.relations ?? [];
      const told = register === 'supplier' ? (data?.relations ?? []) : [];
      if ([...known, ...told].some((each) => each.person === person)) tell(`${person} is related to ${supplier}`);
    }
  }

  private enter({ change, id, data }: Changed, at: number): void {
    const versions = this.contracts.get(id) ?? [];
    this.contracts.set(id, versions);
    const isPut = change === 'put' && data !== undefined;
    versions.push({
      from: at,
      sum: isPut ? Number(data.sum) : -1,
      opening: isPut ? Number(data.openingPaid) : 0,
      supplier: isPut ? (data.supplier ?? '') : '',
    });
  }

  /** Of all instances: in the order of time what was begun under a contract never goes over it, and goes to its supplier. */
  judge(payments: readonly (RegisteredPayment & { readonly instance: string })[]): void {
    const used = new Map<string, number>();
    const inOrder = payments.toSorted((a, b) => a.at - b.at || Number(b.isGivenBack) - Number(a.isGivenBack));
    for (const { instance, at, seq, isGivenBack, contract, amount, payee, organisation } of inOrder) {
      const sum = (used.get(contract) ?? 0) + (isGivenBack ? -amount : amount);
      used.set(contract, sum);
      if (isGivenBack) continue;
      const versions = this.contracts.get(contract) ?? [];
      // A change of the same moment may have come before it or after it.
      const inForce = [
        ...versions.filter(({ from }) => from < at).slice(-1),
        ...versions.filter(({ from }) => from === at),
      ];
      if (!inForce.some((version) => sum + version.opening <= version.sum))
        this.report(instance, seq, `${contract} of the register was overspent: ${sum}`);
      const accounts = inForce.flatMap(
        ({ supplier }) => this.facts.one('supplier', supplier, organisation, at)?.data.accounts ?? [],
      );
      if (!accounts.some(({ number }) => number === payee))
        this.report(instance, seq, `${contract} was paid to ${payee}, which is no account of its supplier`);
    }
  }
}
