import { addressOf, mayLeadTo } from './message-target.js';

test.each([
  [[], 'Wait', true],
  [[addressOf('Selling', 'Wait')], 'Wait', true],
  [[addressOf('Selling', 'Wait')], 'Delivery:Wait', true],
  [[addressOf('Selling', 'Wait')], 'Delivery@0123456789ab:Wait', true],
  [[addressOf('Selling', 'Wait')], 'Await', false],
  [[addressOf('Selling', 'Wait')], 'Selling', false],
  [[addressOf('Selling', 'Wait'), addressOf('Buying')], 'Await', true],
])('messages for %j may lead to an element with key %s: %s', (targets, key, may) => {
  expect(mayLeadTo(targets, key)).toBe(may);
});
