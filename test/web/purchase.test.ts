import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import { Colleagues } from './colleagues.js';
import { openOffice } from './product.js';
import {
  accepted,
  appliedForPayment,
  opened,
  ordered,
  paid,
  ratified,
  registered,
  requested,
  secondPen,
  sentBack,
} from './purchase.js';

describeWithServer(['chromium'], 'a purchase in a browser', () => {
  const office = openOffice();

  test('is carried from the request to the payment, past everybody who may not carry it', async () => {
    const people = new Colleagues(office);
    const instance = await requested(people);
    await ordered(people);
    await opened(people, office, instance);
    await ratified(people);
    await registered(people);
    await accepted(people);
    await appliedForPayment(people);
    await sentBack(people);
    await secondPen(people, office);
    await paid(people);

    const clerk = await office.clerk('clerk-a');
    const { items } = await clerk.call(OPERATIONS.listInstanceItems, { params: { instance } });
    const done = items as { status: string; closedBy: string | null; activity: string }[];
    const carriers = new Set(done.flatMap(({ status, closedBy }) => (status === 'completed' ? [closedBy] : [])));
    expect(carriers.size).toBeGreaterThanOrEqual(9);
    expect(done.filter(({ status }) => status === 'open').map(({ activity }) => activity)).toEqual(['Booking']);
  }, 1_200_000);
});
