import { byUrgency } from './order.js';

test('what is late comes first, then what was urged, then by time limit, then by arrival', () => {
  const work = (name: string, due: number | null, openedAt = 0, urges = 0) => ({ name, due, openedAt, urges });
  const items = [
    work('later', null, 2),
    work('sooner', null, 1),
    work('due', 200),
    work('urged', null, 3, 1),
    work('late', 90),
    work('latest', 50),
  ];
  expect(items.sort(byUrgency(100)).map(({ name }) => name)).toEqual([
    'latest',
    'late',
    'urged',
    'due',
    'sooner',
    'later',
  ]);
});
