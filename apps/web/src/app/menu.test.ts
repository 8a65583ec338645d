import { homeOf, MENU } from './menu.js';

const shown = (...roles: string[]): string[] => MENU.filter(({ shownTo }) => shownTo({ roles })).map(({ to }) => to);

test('whoever does business has boxes and begins at the workbench', () => {
  expect(shown()).toEqual(expect.arrayContaining(['/', '/todo', '/meetings', '/registers']));
  expect(shown()).not.toEqual(expect.arrayContaining(['/administration']));
  expect(homeOf({ roles: ['DISC', 'operator'] })).toBe('/');
});

test.each([
  ['systemAdministrator', ['/registers', '/operations', '/administration'], '/operations'],
  ['securityAdministrator', ['/registers', '/administration'], '/administration'],
  ['auditor', ['/registers', '/inspection', '/operations', '/administration', '/processes'], '/inspection'],
])('%s has no boxes, which would stay empty, and begins at what there is to do', (role, entries, home) => {
  expect(shown(role)).toEqual(entries);
  expect(homeOf({ roles: [role] })).toBe(home);
});
