import { changed, NEW_YEAR, office, put } from '../organisation/testing/office.js';
import { namesOf } from './who.js';

const clerks = (count: number) =>
  changed(
    office(),
    Array.from({ length: count }, (_, i) =>
      put('post', `p${i}`, { name: `岗位${i}`, department: 'FIN', roles: ['HANDLER'] }),
    ),
  );

test('a few of many are named, each once', () => {
  expect(namesOf(['role:HANDLER', 'post:p1'], clerks(2), NEW_YEAR)).toBe('岗位0、岗位1');
  expect(namesOf(['role:HANDLER'], clerks(5), NEW_YEAR)).toBe('岗位0、岗位1、岗位2、岗位3、岗位4');
  expect(namesOf(['role:HANDLER@FIN'], clerks(250), NEW_YEAR)).toBe('岗位0、岗位1、岗位10、岗位100、岗位101等');
});

test('what nobody answers to names nobody', () => {
  expect(namesOf(['role:NOBODY', 'post:none', 'unit'], clerks(1), NEW_YEAR)).toBe('');
});
