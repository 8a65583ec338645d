import { z } from 'zod';
import { operation } from './operation.js';
import { RISK_LEVELS } from './organisation-catalogue.js';
import { digestSchema, idSchema, itemIdSchema, momentSchema, pageOf, pageQuery, wireValueSchema } from './values.js';

const MOST_NAMES = 200;
const MOST_MATTERS = 50;

const list = (of: RegExp, most: number, error: string) =>
  z
    .string()
    .max(most * 140)
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().regex(of, { error })).min(1).max(most));

const counted = z.int().describe('Of the newest thousand open items');
const basis = z.strictObject({ article: z.string(), mark: z.string().nullable(), text: z.string().nullable() });

const matter = z
  .strictObject({
    instance: z.string(),
    process: z.string(),
    name: z.string().describe('Of the process'),
    version: z.int(),
    number: z.string().nullable(),
    businessKey: z.string().nullable(),
    subject: z
      .string()
      .nullable()
      .describe('What it is about; null: its drawing does not say, or nothing is filled in yet'),
    status: z.enum(['active', 'suspended', 'completed', 'cancelled', 'quarantined']),
    places: z.array(z.string()).describe('Where it is: what the steps are called that are under way'),
    startedBy: z.string(),
    startedAt: momentSchema,
    endedAt: momentSchema.nullable(),
    amount: z
      .strictObject({ name: z.string(), value: wireValueSchema })
      .nullable()
      .describe('The first of its protected amounts that is filled in'),
    riskLevel: z.enum(RISK_LEVELS).nullable(),
  })
  .meta({ id: 'Matter' });

const signed = z.strictObject({
  person: z.string(),
  onBehalfOf: z.string().nullable(),
  at: momentSchema,
  outcome: z.string(),
  digest: digestSchema.describe('Of what was signed'),
});

const step = z
  .strictObject({
    activity: z.string(),
    control: z.string().nullable().describe('The kind of control that it is an act of; null: none'),
    act: z.string().nullable(),
    title: z.string().describe('Of the act; empty: the name of the item says it all'),
    isPen: z.boolean().describe('A signature: it asks to prove again who one is'),
    isVote: z.boolean(),
    isAttendance: z.boolean().describe('It may say how the person attends'),
    isTally: z.boolean().describe('Numbers of votes come with it'),
    outcomes: z.array(z.string()).describe('Which answers it takes; empty: it is done without one'),
    verify: z.array(z.string()).describe('What has to be ticked as looked at before it is approved (已核对)'),
    writes: z.array(z.string()).describe('Names of protected data that it may change'),
    phase: z.enum(['decide', 'execute', 'supervise']).nullable(),
    basis: z.array(basis),
    evidence: z.array(
      z.strictObject({
        name: z.string(),
        required: z.boolean(),
        secrecy: z.string().nullable(),
        isOfAct: z.boolean().describe('Asked for by this act of a control alone'),
        isThere: z.boolean(),
      }),
    ),
    signs: z
      .strictObject({
        digest: digestSchema,
        data: z.array(
          z.strictObject({
            name: z.string(),
            type: z.enum(['money', 'date', 'text', 'person', 'account']),
            value: wireValueSchema,
          }),
        ),
        papers: z.array(z.strictObject({ name: z.string(), file: z.string(), digest: digestSchema })),
      })
      .nullable()
      .describe('What an act of a control rests on, as it is now; null: the activity is no control'),
    silence: z
      .string()
      .nullable()
      .describe('The answer that it counts as when none was given until the item is due; null: silence is no answer'),
    acts: z
      .array(z.strictObject({ act: z.string(), title: z.string(), done: signed.nullable() }))
      .describe('The drawn acts of the control, and those done besides'),
  })
  .meta({ id: 'Step' });

const tally = z.strictObject({ approve: z.int(), disapprove: z.int(), defer: z.int() });

const meeting = z
  .strictObject({
    activity: z.string(),
    name: z.string(),
    body: z.string().describe('Its id'),
    stage: z
      .enum(['coming', 'agenda', 'signIn', 'speak', 'vote', 'fileAfter', 'ended'])
      .describe(
        '`coming`: work has not got there yet, and its filing is under way or made; `fileAfter`: voted, and still to be filed because it was urgent',
      ),
    outcome: z.string().nullable(),
    isVoided: z.boolean().describe('What it decided counts no longer'),
    ballot: z.enum(['open', 'secret']),
    majority: z.enum(['half', 'twoThirds']),
    chairSpeaksLast: z.boolean(),
    quorum: z.int().describe('How many have to be there'),
    entitled: z.int().describe('The base of the vote (应到会)'),
    acting: z
      .strictObject({ person: z.string(), document: z.string() })
      .nullable()
      .describe('Who chairs in the place of the chair (代理主持)'),
    observer: z.string().nullable().describe('Post of those who sit in and have no vote (列席)'),
    members: z.array(
      z.strictObject({
        person: z.string(),
        isChair: z.boolean(),
        attendance: z.enum(['inPerson', 'video', 'recused']).nullable().describe('null: not signed in'),
        at: momentSchema.nullable(),
        said: z.enum(['approve', 'disapprove', 'defer', 'recuse']).nullable(),
      }),
    ),
    filed: z
      .strictObject({
        activity: z.string(),
        at: momentSchema.nullable().describe('null: not filed yet'),
        needed: z.int(),
        days: z.int().describe('Working days between the filing and the opening; before it is opened, now'),
        earliest: z.iso
          .date()
          .describe('The first day on which it may be opened; of what is not filed, if it were now'),
      })
      .nullable()
      .describe('null: it waits for no filing'),
    urgent: z
      .strictObject({
        toldAt: momentSchema,
        due: momentSchema.nullable().describe('When it is to be filed afterwards at the latest; null: it need not be'),
        filedAt: momentSchema.nullable().describe('null: not filed afterwards'),
      })
      .nullable()
      .describe(
        'An emergency (紧急上会) that was told, so that it may be opened though it was filed too late; null: none',
      ),
    agendaAt: momentSchema.nullable(),
    openedAt: momentSchema.nullable(),
    votes: tally.nullable().describe('null: not decided yet'),
  })
  .meta({ id: 'Meeting' });

const minutes = z
  .strictObject({
    meeting: z.string().describe('Node key of the meeting'),
    title: z.string(),
    draft: z.string().describe('What is on record of the meeting, in the words of minutes'),
    written: z.string().nullable().describe('As they were written; null: not yet'),
    steps: z.array(z.string()).describe('Activities in which they are written and confirmed'),
  })
  .meta({ id: 'Minutes' });

const tag = 'desk';

/** What somebody needs to see who sits before their work. */
export const deskOperations = {
  countItems: operation({
    id: 'countItems',
    method: 'GET',
    path: '/desk/counts',
    tag,
    summary: 'How much waits for the signed-in person, and how much of it is late',
    access: 'person',
    result: z.strictObject({
      open: counted,
      overdue: counted,
      soon: z.int().describe('Due within two days'),
      more: z.boolean().describe('There is more than was counted'),
      toRead: z.int().describe('At most 200'),
      drafts: z.int().describe('At most 200'),
    }),
  }),
  readMatters: operation({
    id: 'readMatters',
    method: 'GET',
    path: '/desk/matters',
    tag,
    summary: 'What the lines of a list are about; of those that one may not see, nothing',
    access: 'concerned',
    query: z.strictObject({
      instances: list(
        /^[A-Za-z0-9][A-Za-z0-9:._-]{0,127}$/,
        MOST_MATTERS,
        'ids of instances, with commas between them',
      ),
    }),
    result: z.strictObject({ items: z.array(matter) }),
  }),
  readItemStep: operation({
    id: 'readItemStep',
    method: 'GET',
    path: '/instances/{instance}/items/{item}/step',
    tag: 'work items',
    summary:
      'What is to be done in a work item: what is signed, what has to be looked at, by which article, and who has signed',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema, item: itemIdSchema }),
    result: step,
  }),
  listMeetings: operation({
    id: 'listMeetings',
    method: 'GET',
    path: '/desk/meetings',
    tag,
    summary:
      'Meetings in which the signed-in person has something to do, then those in which they have done it (会议议题)',
    detail: 'A page may hold fewer than asked for, and none, while `next` says that there are more.',
    access: 'person',
    query: z.strictObject(pageQuery),
    result: pageOf(
      z
        .strictObject({
          instance: z.string(),
          item: z.string().describe('Of the person: an open one if there is any'),
          name: z.string(),
          activity: z.string().describe('Node key of the meeting: a matter may come before several'),
          body: z.string().describe('Id of the body that meets'),
          isOpen: z.boolean(),
          at: momentSchema.describe('Since when it is open, or when it was done'),
          due: momentSchema.nullable(),
        })
        .meta({ id: 'MeetingLine' }),
    ),
  }),
  readMeetings: operation({
    id: 'readMeetings',
    method: 'GET',
    path: '/instances/{instance}/meetings',
    tag: 'instances',
    summary:
      'The meetings of a matter: filing, attendance, quorum, who has spoken, and the result; never who voted how',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema }),
    result: z.strictObject({ items: z.array(meeting) }),
  }),
  readMinutes: operation({
    id: 'readMinutes',
    method: 'GET',
    path: '/instances/{instance}/minutes',
    tag: 'instances',
    summary:
      'The minutes of the meetings of a matter that have ended (会议纪要): what is on record, and what was written',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema }),
    result: z.strictObject({ items: z.array(minutes) }),
  }),
  readSheet: operation({
    id: 'readSheet',
    method: 'GET',
    path: '/instances/{instance}/sheet',
    tag: 'instances',
    summary: 'What was filled in, under the names that the forms give it (审批单)',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema }),
    result: z.strictObject({
      fields: z.array(
        z
          .strictObject({
            name: z.string().describe('Of the variable'),
            label: z.string(),
            type: z.enum(['money', 'date', 'text', 'person', 'account']).nullable().describe('null: no protected data'),
            value: wireValueSchema,
            chosen: z
              .array(z.string())
              .nullable()
              .describe('What the form calls the value, or each of several, where it is one of its choices'),
          })
          .meta({ id: 'SheetField' }),
      ),
    }),
  }),
  listWritten: operation({
    id: 'listWritten',
    method: 'GET',
    path: '/instances/{instance}/written',
    tag: 'instances',
    summary: 'What people wrote with their acts: opinions and reasons, and what they ticked as looked at (意见)',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema }),
    result: z.strictObject({
      items: z.array(
        z
          .strictObject({
            seq: z.int().describe('Of the entry, as in the trail'),
            text: z.string().nullable().describe('null: its content was erased'),
            verified: z.array(z.string()),
          })
          .meta({ id: 'Written' }),
      ),
    }),
  }),
  readNames: operation({
    id: 'readNames',
    method: 'GET',
    path: '/desk/names',
    tag,
    summary: 'What people, departments, posts and bodies are called, and which posts have a role',
    access: 'person',
    query: z.strictObject({
      of: list(/^(?:person|department|post|body|role):.{1,128}$/u, MOST_NAMES, 'such as person:p1,post:p2'),
    }),
    result: z.strictObject({ names: z.record(z.string(), z.string()).describe('Those that are known') }),
  }),
  findPersons: operation({
    id: 'findPersons',
    method: 'GET',
    path: '/desk/persons',
    tag,
    summary: 'People of the unit whose name or id holds these letters, the first twenty',
    access: 'person',
    query: z.strictObject({ text: z.string().trim().min(1).max(50) }),
    result: z.strictObject({
      items: z.array(
        z
          .strictObject({
            id: z.string(),
            name: z.string(),
            posts: z.array(z.string()),
            departments: z.array(z.string()),
          })
          .meta({ id: 'FoundPerson' }),
      ),
    }),
  }),
};
