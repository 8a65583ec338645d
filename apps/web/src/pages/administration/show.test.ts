import { descriptionOf } from './fields.js';
import { shown } from './show.js';

test('roles of the product are called by their names, those of the unit by their codes', () => {
  const [roles] = descriptionOf('post').fields.filter(({ kind }) => kind === 'roles');
  if (roles === undefined) throw new Error('posts give roles');
  const say = (key: string): string => key;
  expect(shown(roles, ['publisher', 'BIZ_HEAD', 'constructor'], say, say)).toBe('流程发布员、BIZ_HEAD、constructor');
});
