import { endOfLock, networkOf } from './lock-out.js';
import { ShortCache } from './short-cache.js';

const RULE = { free: 3, firstDelay: 10, longestDelay: 60, forgetAfter: 1_000 };

describe('locking out', () => {
  test.each([
    [0, 0],
    [2, 0],
    [3, 110],
    [4, 120],
    [5, 140],
    [6, 160],
    [2_000, 160],
  ])('after %i attempts lasts until %i', (count, expected) => {
    expect(endOfLock({ key: 'k', count, lastAt: 100 }, RULE)).toBe(expected);
  });

  test('does not concern who never tried', () => {
    expect(endOfLock(null, RULE)).toBe(0);
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:DB8:0:12::1', '2001:db8:0:12::/64'],
    ['2001:db8:0:0012:a:b:c:d', '2001:db8:0:12::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('counts %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a short cache', () => {
  test('forgets after its time, and the oldest when it is full', () => {
    const cache = new ShortCache<number>(10, 2);
    cache.set('a', 1, 0);
    expect([cache.get('a', 9), cache.get('a', 10)]).toEqual([1, undefined]);
    ['a', 'b', 'a', 'c'].forEach((key, i) => {
      cache.set(key, i, 0);
    });
    expect(['a', 'b', 'c'].map((key) => cache.get(key, 0))).toEqual([2, undefined, 3]);
  });

  test('does not believe a clock that was put back', () => {
    const cache = new ShortCache<number>(10, 2);
    cache.set('a', 1, 1_000);
    expect(cache.get('a', 500)).toBeUndefined();
  });
});
