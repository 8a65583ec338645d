import type { ProposeRegister, RegisterChange } from '@quanheng/runtime/ports';
import { CONTRACTS, SUPPLIERS } from './drawings.js';

type Changes = Pick<ProposeRegister, 'register' | 'changes'>;

export function firstSuppliers(): Changes {
  const changes = Object.entries(SUPPLIERS).map(([id, account]) => supplierPut(id, [account]));
  return { register: 'supplier', changes };
}

export function firstContracts(): Changes {
  const [one, other] = Object.keys(SUPPLIERS) as [string, string];
  const changes = CONTRACTS.map((id, i) => contractPut(id, { supplier: i % 2 === 0 ? one : other, sum: '6000000' }));
  return { register: 'contract', changes };
}

export function supplierPut(
  id: string,
  accounts: readonly string[],
  relatives: readonly string[] = [],
): RegisterChange {
  const data = {
    ...{ name: `演练供应商${id}`, creditCode: `9111000000000000${id.slice(-1)}A` },
    accounts: accounts.map((number) => ({ number, bank: '演练银行', from: null, until: null })),
    relations: relatives.map((person) => ({ person, kind: '亲属' })),
  };
  return { change: 'put', id, from: null, to: null, data };
}

export function contractPut(
  id: string,
  { supplier, sum, openingPaid = '500000' }: { supplier: string; sum: string; openingPaid?: string },
): RegisterChange {
  const data = {
    ...{ name: `演练合同${id}`, supplier, project: '演练项目', sum, openingPaid, retentionPercent: '3' },
    ...{ signedOn: '2025-06-01', liabilityUntil: null },
  };
  return { change: 'put', id, from: null, to: null, data };
}
