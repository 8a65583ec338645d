import { descriptionOf } from './fields.js';
import { shown } from './show.js';

test('roles are called by their names, what has none by its code', () => {
  const [roles] = descriptionOf('post').fields.filter(({ kind }) => kind === 'roles');
  if (roles === undefined) throw new Error('posts give roles');
  const say = (key: string): string => key;
  expect(shown(roles, ['publisher', 'BIZ_HEAD', 'LIBRARIAN', 'constructor'], say, say)).toBe(
    '流程发布员、部门负责人、LIBRARIAN、constructor',
  );
});
