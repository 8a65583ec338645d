import { unknownName } from './unknown-name.js';

test('a role that nobody has is called by its name in the language of the page', () => {
  expect(unknownName('role:FIN_HEAD@finance', 'zh-CN')).toBe('财务部门负责人');
  expect(unknownName('role:FIN_HEAD@finance', 'en')).toBe('head of finance');
});

test('a role of the unit alone, and whatever else is not known, is called by its id', () => {
  expect(unknownName('role:GARDENER', 'en')).toBe('GARDENER');
  expect(unknownName('person:p1', 'zh-CN')).toBe('p1');
});
