import { REGISTER_DATA, REGISTERS } from '@quanheng/contracts';
import { DESCRIPTIONS, tidied } from './fields.js';

describe('what a form says of an entry', () => {
  it.each(REGISTERS)('%s: all that its schema knows, and nothing more', (register) => {
    const told = DESCRIPTIONS[register].fields.map(({ name }) => name).sort();
    expect(told).toEqual(Object.keys(REGISTER_DATA[register].shape).sort());
  });

  it('is null where nothing was filled in and nothing has to be, and numbers are numbers', () => {
    const data = {
      name: ' 维修费 ',
      year: '2026',
      department: 'office',
      project: ' ',
      granted: '100',
      openingSpent: '0',
    };
    const read = tidied('budgetLine', data);
    expect(read).toEqual({ ...data, name: '维修费', year: 2026, project: null, category: null });
    expect(REGISTER_DATA.budgetLine.safeParse(read).success).toBe(true);
    expect(REGISTER_DATA.budgetLine.safeParse(tidied('budgetLine', {})).success).toBe(false);
  });

  it('keeps what is said several times', () => {
    const accounts = [{ number: '90000001', bank: '演示银行', from: '', until: undefined }];
    const read = tidied('supplier', { name: '演示商行', creditCode: '', accounts });
    expect(REGISTER_DATA.supplier.parse(read)).toEqual({
      ...{ name: '演示商行', creditCode: null, relations: [], barred: [] },
      accounts: [{ number: '90000001', bank: '演示银行', from: null, until: null }],
    });
  });
});
