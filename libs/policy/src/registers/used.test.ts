import { usedOfRecord } from './used.js';

test('what matters under way have reserved, and those that ended have spent, limit by limit', () => {
  const used = {
    合同累计: { closed: '100.5', open: { a: '0.1', b: '0.2' } },
    质保金: { closed: '0', open: {} },
  };
  expect(usedOfRecord({ value: JSON.stringify({ acts: [], used }) })).toEqual([
    { limit: '合同累计', reserved: '0.3', spent: '100.5' },
    { limit: '质保金', reserved: '0', spent: '0' },
  ]);
  expect(usedOfRecord({ value: '{}' })).toEqual([]);
  expect(usedOfRecord(null)).toEqual([]);
});
