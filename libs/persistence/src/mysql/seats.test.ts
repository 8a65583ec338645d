import { Seats } from './seats.js';

describe('seats', () => {
  test('never more at a time than there are, and served in the order of asking', async () => {
    const seats = new Seats(2);
    const order: number[] = [];
    let seated = 0;
    await Promise.all(
      Array.from({ length: 7 }, async (_, i) => {
        await seats.take();
        expect(++seated).toBeLessThanOrEqual(2);
        order.push(i);
        await new Promise((resolve) => setTimeout(resolve, 1));
        seated--;
        seats.leave();
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
