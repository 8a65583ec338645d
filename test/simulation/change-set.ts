import type { ChangeSet } from '@quanheng/runtime/ports';

const NONE = { put: [], drop: [] };

/** A change set that changes what is given, and nothing else. */
export function changeSet(parts: Partial<ChangeSet>): ChangeSet {
  return {
    instances: { add: [], put: [] },
    items: { open: [], assign: [], close: [] },
    ...{ urges: [], excepted: [], copies: { put: [] } },
    timers: NONE,
    subscriptions: NONE,
    jobs: NONE,
    incidents: NONE,
    attachments: { add: [] },
    quarantine: NONE,
    records: { put: [] },
    messages: NONE,
    outbox: NONE,
    entries: { add: [] },
    contents: { add: [] },
    answers: { add: [] },
    deployments: { put: [] },
    resources: { add: [] },
    definitions: { put: [] },
    organisation: null,
    ...parts,
  };
}
