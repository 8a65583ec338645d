import { ApiProblem } from '../../api/problem.js';
import { rowFaults } from './row-faults.js';

const problem = (details: unknown[]) =>
  new ApiProblem('invalid', 'x', {
    ...{ type: 'x', title: 'x', status: 422, code: 'invalid', detail: 'x', instance: 'r', details },
  });

it('tells rows and columns of a sheet, of the rules too, and nothing else', () => {
  const cell = { code: 'wrong', row: 3, column: 'E 合同金额(元)', message: '不符合要求' };
  const rule = { code: 'missing-reference', subject: 'contract:1', row: 4, message: '没有这个供应商', parameters: {} };
  expect(rowFaults(problem([cell, rule, { code: 'sheet', message: '不是表格' }]))).toEqual([
    { key: '0', row: 3, column: 'E 合同金额(元)', message: '不符合要求' },
    { key: '1', row: 4, column: '', message: '没有这个供应商' },
  ]);
  expect(rowFaults(new ApiProblem('unreachable', 'x'))).toEqual([]);
});
