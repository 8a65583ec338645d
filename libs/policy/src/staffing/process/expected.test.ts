import { expectedSteps } from './index.js';
import { drawn, flows, officeOf, task } from './testing/drawn.js';

const ENDS = '<startEvent id="S"/><endEvent id="E"/>';
const OFFICE = officeOf(
  { wei: ['clerk'], tao: ['head'], ann: ['many'], bob: ['many'], cai: ['many'], dan: ['many'] },
  {
    clerk: 'WORKS',
    head: 'WORKS',
    many: 'MONEY',
    empty: 'MONEY',
  },
);

async function ask(body: string) {
  const { process, staff } = await drawn(body, OFFICE);
  const { model, organisation, at } = staff;
  return expectedSteps(process, model, 'wei', organisation, at);
}

test('steps are told in the order of the drawing, with a few of those who could act', async () => {
  const steps = await ask(
    ENDS +
      task('A', 'of="initiator"') +
      task('B', 'post="head"') +
      task('C', 'post="many"') +
      task('D', 'post="empty"') +
      flows('S', 'A', 'B', 'C', 'D', 'E'),
  );
  const told = { act: 'complete', isOpen: false, more: false };
  expect(steps).toEqual([
    { ...told, activity: 'A', name: 'A', offers: ['person:wei'], persons: ['wei'] },
    { ...told, activity: 'B', name: 'B', offers: ['post:head'], persons: ['tao'] },
    { ...told, activity: 'C', name: 'C', offers: ['post:many'], persons: ['ann', 'bob', 'cai'], more: true },
    { ...told, activity: 'D', name: 'D', offers: ['post:empty'], persons: [] },
  ]);
});

test('some work is given otherwise in matters of certain people', async () => {
  const second = (startedBy: string): string =>
    `<userTask id="A"><extensionElements><qh:assign post="head"/><qh:assign post="many" startedBy="${startedBy}"/></extensionElements></userTask>`;
  const offersWhere = async (startedBy: string): Promise<unknown> =>
    (await ask(`${ENDS}${second(startedBy)}${flows('S', 'A', 'E')}`))[0]?.offers;
  for (const own of ['post:clerk', 'department:MONEY department:WORKS', 'role:staff'])
    expect(await offersWhere(own)).toEqual(['post:head', 'post:many']);
  expect(await offersWhere('department:MONEY role:CHIEF')).toEqual(['post:head']);
});

test('whom data will name is open, beside those who are known', async () => {
  const supervisor = '<extensionElements><qh:protected name="supervisor" type="person"/></extensionElements>';
  const steps = await ask(supervisor + ENDS + task('A', 'of="supervisor"') + flows('S', 'A', 'E'));
  expect(steps).toMatchObject([{ offers: [], isOpen: true, persons: [] }]);
});

test('what is given to nobody in particular is everybody’s, and no names are picked', async () => {
  const steps = await ask(`${ENDS}<userTask id="A"/>${flows('S', 'A', 'E')}`);
  expect(steps).toMatchObject([{ offers: ['unit'], isOpen: false, persons: [], more: false }]);
});
