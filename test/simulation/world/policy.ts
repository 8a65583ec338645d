import { createPolicy } from '@quanheng/policy';
import { NODE_HASHING } from '@quanheng/runtime';

/** The policy of the product where no handler does anything that is governed. */
export const POLICY = createPolicy({
  effects: () => undefined,
  profiles: new Map(),
  digest: (text) => NODE_HASHING.text(text),
});
