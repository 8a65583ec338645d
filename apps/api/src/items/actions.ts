import type { Answer, Command, CommandKind, WorkItemRow } from '@quanheng/runtime/ports';
import { mayBe } from './views.js';

/** What is asked of the door for a button, before anybody has said to whom or why. */
export interface Probe {
  readonly command: Command;
  /** The misfit that only says that this is still missing: the act itself may be done. */
  readonly missing?: 'conflict' | 'invalid';
}
export interface Asker {
  readonly person: string;
  readonly now: number;
  /** Keys of activities that were done before. */
  readonly done: readonly string[];
}
/** Several: the button is there when one of them may be done. */
type Asking = (item: WorkItemRow, asker: Asker) => Probe | readonly Probe[];

/** What stands for words that are not written yet. */
const WORDS = '-';

/** Every act of the inbox, by the command it is; null: it is no button of a work item, and why. A new act has no meaning here until it has its row. */
export const ACTIONS = {
  claimWork: ['claim', ({ instance, item }) => ({ command: { kind: 'claimWork', instance, item } })],
  releaseWork: ['release', ({ instance, item }) => ({ command: { kind: 'releaseWork', instance, item } })],
  completeWork: [
    'complete',
    ({ instance, item }) => ({
      command: { kind: 'completeWork', instance, item, ...(isAnswered(item) ? { outcome: 'approve' } : {}) },
    }),
  ],
  returnWork: [
    'return',
    ({ instance, item }, { done }) =>
      done.map((target) => ({ command: { kind: 'returnWork', instance, item, target, reason: WORDS } })),
  ],
  transferWork: [
    'transfer',
    ({ instance, item }, { person }) => ({
      command: { kind: 'transferWork', instance, item, to: person, reason: WORDS },
      missing: 'conflict',
    }),
  ],
  addSigner: [
    'addSigner',
    ({ instance, item }, { person }) => ({
      command: { kind: 'addSigner', instance, item, person, mode: 'parallel', reason: WORDS },
      missing: 'invalid',
    }),
  ],
  removeSigner: ['removeSigner', ({ instance, item }) => ({ command: { kind: 'removeSigner', instance, item } })],
  recuseWork: ['recuse', ({ instance, item }) => ({ command: { kind: 'recuseWork', instance, item, reason: WORDS } })],
  retrieveWork: [
    'retrieve',
    ({ instance, activity }) => ({ command: { kind: 'retrieveWork', instance, activity, reason: WORDS } }),
  ],
  reofferWork: ['reoffer', ({ instance, item }) => ({ command: { kind: 'reofferWork', instance, item } })],
  urgeWork: ['urge', ({ instance, item }) => ({ command: { kind: 'urgeWork', instance, item } })],
  askSubstituteReview: [
    'askReview',
    ({ instance, item }) => ({ command: { kind: 'askSubstituteReview', instance, item } }),
  ],
  withdrawSignature: [
    'withdrawSignature',
    ({ instance, activity }) => ({ command: { kind: 'withdrawSignature', instance, activity, reason: WORDS } }),
  ],
  objectToPublicity: [
    'object',
    ({ instance, activity }) => ({ command: { kind: 'objectToPublicity', instance, activity, reason: WORDS } }),
  ],
  copyInstance: [
    'copy',
    ({ instance }, { person }) => ({
      command: { kind: 'copyInstance', instance, persons: [person] },
      missing: 'invalid',
    }),
  ],
  commentInstance: ['comment', ({ instance }) => ({ command: { kind: 'commentInstance', instance, text: WORDS } })],
  cancelInstance: ['cancel', ({ instance }) => ({ command: { kind: 'cancelInstance', instance, reason: WORDS } })],
  askTermination: [
    'askTermination',
    ({ instance }) => ({ command: { kind: 'askTermination', instance, reason: WORDS } }),
  ],
  delegate: [
    'delegate',
    ({ process }, { person, now }) => ({
      command: { kind: 'delegate', to: person, from: now, until: now + 1, processes: [process], document: WORDS },
      missing: 'invalid',
    }),
  ],
  /** Of those it was shown to: a page of its own (待阅). */
  acknowledgeCopy: null,
  /** Kept while the form is filled in, without a button. */
  keepDraft: null,
  /** Of the matter as a whole, on its own page: each asks for its papers and persons. */
  handOver: null,
  proposeCorrection: null,
  decideCorrection: null,
  /** Discipline inspection's, from its own page. */
  freezeInstance: null,
  unfreezeInstance: null,
} as const satisfies Readonly<Partial<Record<CommandKind, readonly [name: string, ask: Asking] | null>>>;

export type Action = NonNullable<(typeof ACTIONS)[keyof typeof ACTIONS]>[0];

/** What is asked for each button. */
export function probes(item: WorkItemRow, asker: Asker): readonly (readonly [Action, readonly Probe[]])[] {
  return Object.values(ACTIONS).flatMap((row) => {
    if (row === null) return [];
    const asked = row[1](item, asker);
    return [[row[0], Array.isArray(asked) ? asked : [asked]] as const];
  });
}

/** Whether the matter may go back to each step that was asked about. */
export function waysBack(answers: readonly (readonly [Probe, Answer])[]) {
  return answers.flatMap(([{ command }, answer]) =>
    command.kind === 'returnWork' ? [{ activity: command.target, ...mayBe(answer) }] : [],
  );
}

/** The state of the button. Of an item that is closed a misfit never means that something is still to be said. */
export function buttonOf(answers: readonly (readonly [Probe, Answer])[], { status }: WorkItemRow) {
  const buttons = answers.map(([{ missing }, answer]) => {
    const isMissing = status === 'open' && answer.status === 'rejected' && answer.code === missing;
    return isMissing ? { may: true, reasons: [] } : mayBe(answer);
  });
  return buttons.find(({ may }) => may) ?? buttons[0] ?? { may: false, reasons: [NOTHING_DONE] };
}
const NOTHING_DONE = { code: 'conflict', message: '本件还没有已办结的环节，无处可退回；可办理，或请发起人终止。' };

/** An act of a control (`7#1`) or an opinion on an item (`7.a1`): both are answered with yes or no. */
function isAnswered(item: string): boolean {
  return item.includes('#') || /\.a\d+$/.test(item);
}
