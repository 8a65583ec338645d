import type { ConfirmProposal, ProposeRegister, RegisterChange, RegisterEntryData } from '@quanheng/runtime';

const DOCUMENT = '演示用登记';
const put = <D extends object>(id: string, data: D) => ({ change: 'put', id, from: null, to: null, data }) as const;

const supplier = (name: string, number: string): RegisterEntryData<'supplier'> => ({
  ...{ name, creditCode: null, relations: [] },
  accounts: [{ number, bank: '演示银行', from: null, until: null }],
});
const contract = (name: string, of: string, sum: string, openingPaid: string): RegisterEntryData<'contract'> => ({
  ...{ name, supplier: of, project: null, sum, openingPaid, retentionPercent: '3' },
  ...{ signedOn: '2026-01-05', liabilityUntil: null },
});
const line = (name: string, granted: string): RegisterEntryData<'budgetLine'> => ({
  ...{ name, year: 2026, department: 'finance', project: null, category: null, granted, openingSpent: '0' },
});

/** A handful of plainly invented suppliers, contracts and budget lines. */
export const DEMONSTRATION_REGISTERS: readonly ProposeRegister[] = (
  [
    ['supplier', [put('S-1', supplier('演示建设公司甲', '0001')), put('S-2', supplier('演示文具店乙', '0002'))]],
    [
      'contract',
      [
        put('演合〔2026〕1号', contract('演示楼维修', 'S-1', '1000000', '250000')),
        put('演合〔2026〕2号', contract('演示办公用品', 'S-2', '20000', '0')),
      ],
    ],
    [
      'budgetLine',
      [put('2026-演示-维修', line('演示维修费', '1200000')), put('2026-演示-办公', line('演示办公费', '50000'))],
    ],
  ] as readonly (readonly [ProposeRegister['register'], readonly RegisterChange[]])[]
).map(([register, changes]) => ({ kind: 'proposeRegister', register, document: DOCUMENT, changes }));

/** The product founds the demonstration, so it confirms what it has proposed itself. */
export function confirmationOf(
  { register }: ProposeRegister,
  { proposal, digest }: Readonly<Record<string, unknown>>,
): ConfirmProposal {
  return { kind: 'confirmProposal', register, proposal: String(proposal), digest: String(digest) };
}
