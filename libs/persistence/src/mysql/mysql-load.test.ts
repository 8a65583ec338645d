import { planLoad } from './mysql-load.js';

/** Two who lock the same rows in another order would wait for each other. */
test('everything is locked in the order that the port tells', () => {
  const { statements } = planLoad({
    unit: 'U1',
    records: [{ kind: 'contract', id: 'K1' }],
    streams: ['organisation'],
    jobs: [{ instance: 'I1', job: 1 }],
    messages: ['M1'],
    instances: [{ id: 'I2' }, { id: 'I1' }],
    lockOrganisation: true,
  });
  const locks = statements.filter((text) => text.endsWith('FOR UPDATE'));
  const tables = locks.map((text) => /FROM (\w+)/.exec(text)?.[1]);
  expect(tables).toEqual(['instances', 'messages', 'jobs', 'streams', 'units', 'scope_records']);
  expect(locks[0]).toContain("IN ('I1','I2') ORDER BY");
});
