import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS, scenariosOf } from './folder.js';

const PROCESSES = join(__dirname, '../../../processes');

/** What goes otherwise than as usual in every office, and the scenario of each process that shows it. */
const KINDS: Readonly<Record<string, Readonly<Record<Kind, string>>>> = {
  'collective-decision': {
    deadline: 'filed-before-the-holiday',
    emergency: 'urgent-told',
    leaderAway: 'acting-chair',
    typingError: 'typing-error',
    handOver: 'hand-over',
  },
  'construction-change': {
    deadline: 'reviewed-late-over-made-up-saturday',
    emergency: 'urgent-still-filed',
    leaderAway: 'leader-away',
    typingError: 'typing-error',
    handOver: 'hand-over',
  },
  'construction-payment': {
    deadline: 'paid-late-over-made-up-saturday',
    emergency: 'meeting',
    leaderAway: 'leader-away',
    typingError: 'typing-error',
    handOver: 'hand-over',
  },
  'construction-retention': {
    deadline: 'over-the-holiday',
    emergency: 'a-day-early',
    leaderAway: 'leader-away',
    typingError: 'typing-error',
    handOver: 'hand-over',
  },
  procurement: {
    deadline: 'award-on-the-last-day',
    emergency: 'emergency',
    leaderAway: 'leader-away',
    typingError: 'typing-error',
    handOver: 'hand-over',
  },
  reimbursement: {
    deadline: 'overdue-across-holiday',
    emergency: 'meeting-too-early',
    leaderAway: 'leader-away',
    typingError: 'typing-error',
    handOver: 'hand-over',
  },
  // Nothing of it ends by a day but the year, by which its sums are added up.
  'small-purchase': {
    deadline: 'next-year',
    emergency: 'quotes-missing',
    leaderAway: 'leader-away',
    typingError: 'typing-error',
    handOver: 'hand-over',
  },
};
type Kind = 'deadline' | 'emergency' | 'leaderAway' | 'typingError' | 'handOver';

interface Told {
  readonly organisation: string;
  readonly steps: readonly Readonly<Record<string, unknown>>[];
  readonly expect: { readonly refusals?: readonly string[] };
}
const gives = (command: string, { steps }: Told): boolean => steps.some(({ give }) => give === command);

/** By what it is known that a scenario shows it. */
const SHOWS: Readonly<Record<Kind, (told: Told, drawing: string) => boolean>> = {
  deadline: ({ steps }) => steps.some(({ advance }) => advance !== undefined),
  // Where the regulations know no emergency, what is urgent is refused like anything else.
  emergency: ({ expect: { refusals = [] } }, drawing) => drawing.includes('kind="emergency"') || refusals.length > 0,
  leaderAway: (told) => gives('delegate', told) || told.organisation === 'chair-away.json',
  typingError: (told) => gives('proposeCorrection', told) && gives('decideCorrection', told),
  handOver: (told) => gives('handOver', told),
};

describe.each(FOLDERS)('%s', (folder) => {
  const drawing = readFileSync(join(PROCESSES, folder, 'process.bpmn'), 'utf8');

  test.each(Object.entries(SHOWS) as [Kind, (typeof SHOWS)[Kind]][])('has a scenario of %s', (kind, shows) => {
    const scenario = KINDS[folder]?.[kind] ?? '';
    expect(scenariosOf(folder)).toContain(scenario);
    const told = readFileSync(join(PROCESSES, folder, 'scenarios', `${scenario}.json`), 'utf8');
    expect(shows(JSON.parse(told) as Told, drawing)).toBe(true);
  });
});

/** Each deadline on its last day and after it: two scenarios that differ in how much time passes, and in nothing before that. */
const PAIRS: readonly (readonly [folder: string, inTime: string, late: string])[] = [
  ['construction-payment', 'measured-in-time', 'measured-late'],
  ['construction-payment', 'paid-in-time-over-holiday', 'paid-late-over-holiday'],
  ['construction-payment', 'paid-on-the-14th-day', 'paid-after-the-14th-day'],
  ['construction-change', 'reviewed-in-time-over-holiday', 'reviewed-late-over-holiday'],
  ['construction-retention', 'inspected-in-time', 'inspected-late'],
  ['reimbursement', 'checked-in-time', 'overdue-across-holiday'],
  ['procurement', 'signed-in-time', 'signing-reminded'],
  ['procurement', 'paid-in-time', 'payment-reminded'],
  ['procurement', 'award-on-the-last-day', 'award-too-late'],
  ['procurement', 'ratified-on-the-last-day', 'ratified-too-late'],
];
/** Each wait that is over on a certain day: refused the moment before, done the moment after. */
const WAITS: readonly (readonly [folder: string, scenario: string, code: string])[] = [
  ['collective-decision', 'filed-before-the-holiday', 'FILING_TOO_LATE'],
  ['construction-retention', 'a-day-early', 'RETENTION_EARLY'],
  ['procurement', 'notice-before-the-holiday', 'WINDOW_EARLY'],
  ['procurement', 'single-source', 'PUBLICITY_SHORT'],
  ['procurement', 'challenge-answered', 'PUBLICITY_SHORT'],
];
const told = (folder: string, scenario: string): Told & { readonly at: string } =>
  JSON.parse(readFileSync(join(PROCESSES, folder, 'scenarios', `${scenario}.json`), 'utf8')) as Told & { at: string };

test.each(PAIRS)('%s is met %s, and %s', (folder, inTime, late) => {
  const [one, other] = [told(folder, inTime), told(folder, late)];
  expect(one.at).toBe(other.at);
  const first = one.steps.findIndex((step, at) => JSON.stringify(step) !== JSON.stringify(other.steps[at]));
  const [short, long] = [one, other].map(({ steps }) => steps[first]?.['advance']);
  expect([short, long]).toEqual([expect.stringMatching(/^P/), expect.stringMatching(/^P/)]);
  expect(short).not.toBe(long);
  expect(JSON.stringify(one.expect)).not.toBe(JSON.stringify(other.expect));
});

test.each(WAITS)('%s, %s: refused with %s the moment before', (folder, scenario, code) => {
  const { steps } = told(folder, scenario);
  const moment = steps.findLastIndex(({ advance }) => /^PT1[MS]$/.test(String(advance)));
  const refused = steps.slice(0, Math.max(moment, 0)).flatMap((step) => (step['refused'] ?? []) as readonly string[]);
  expect(refused).toContain(code);
});
