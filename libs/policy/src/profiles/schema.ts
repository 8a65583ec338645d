import { MAJOR_FOUR_CATEGORIES } from '@quanheng/contracts';
import { z } from 'zod';

const text = z.string().trim().min(1).max(500);
/** What stands for an activity in the rules: see docs/profiles.md. */
const duty = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/, { error: 'a duty code has capitals, digits and underscores' });
const days = z.int().min(1).max(1000);

export const CONTROL_KINDS = [
  ...(['check', 'dualSignature', 'countersign', 'collectiveDecision'] as const),
  ...(['publicity', 'filing', 'writtenOpinion', 'emergency'] as const),
] as const;
export const EFFECTS = ['payment', 'contract', 'appointment', 'disposal'] as const;
export type Effect = (typeof EFFECTS)[number];
export const POWER_KINDS = [
  ...(['constructionPayment', 'procurement', 'smallPurchase', 'reimbursement'] as const),
  ...(['appointment', 'majorDecision', 'assetDisposal', 'administrativeApproval'] as const),
  ...(['constructionChange', 'constructionRetention'] as const),
] as const;

/** How sure we are of an article (docs/profiles.md): read, second-hand, remembered, our own decision, said by the founding texts. */
const mark = z
  .string()
  .regex(/^(C2?(:[\w-]+)?|R|D|S\d(\.\d)?)$/, { error: 'one of C, C2, R, D, S0 to S4, with its key' });
const article = z.strictObject({
  article: text,
  mark,
  text: text.optional(),
  /** The rules that it supports: their findings cite it. */
  for: z.array(z.string().regex(/^[LP]\d\d$/)).default([]),
});
const basis = z.array(article).default([]);

/** The name of a variable. */
const datum = z.string().min(1).max(128);

/** 关键要素: what an effect rests on. It is protected and signed before the effect, however the process is drawn and whatever it is called. */
const keyElement = z.strictObject({
  effect: z.enum(EFFECTS),
  /** Only where this handler (`name`) or form (`form:name`) does it: what it is called there. Absent: whatever does it. */
  by: z.string().min(1).optional(),
  data: datum,
  name: text,
  basis: z.array(article).min(1),
});

const step = z
  .strictObject({
    id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
    name: text,
    /** Whatever of these is said must hold of the activity; of several duties one. */
    control: z.array(z.enum(CONTROL_KINDS)).min(1).optional(),
    duties: z.array(duty).min(1).optional(),
    effect: z.enum(EFFECTS).optional(),
    /** Whoever it is has to be heard, and decides nothing: what comes after it may come after a no as well. */
    heard: z.boolean().default(false),
    /** Steps that are passed before this one, on every path. */
    after: z.array(z.string()).default([]),
    /** What is not done before this step is passed, on any path. */
    guards: z.array(z.enum(EFFECTS)).default([]),
    /** Which of the key elements (`data`) it signs; absent: all of those of the effects that it guards. */
    signs: z.array(datum).optional(),
    /** The least working days of a publicity or a filing. */
    workingDays: days.optional(),
    basis,
  })
  .refine((each) => each.control !== undefined || each.duties !== undefined || each.effect !== undefined, {
    error: 'say by what the step is known: control, duties or effect',
  })
  .refine(({ heard, guards }) => !heard || guards.length === 0, {
    error: 'a step that is only heard guards nothing',
  });

const separation = z.strictObject({
  id: z.string().min(1).max(64),
  a: duty,
  b: duty,
  levels: z.array(z.enum(['person', 'department', 'leader'])).min(1),
  basis,
});

/** A case in which a rule lets an activity with the duty be otherwise. Only rules about time can be excepted, none about money or persons. */
const exception = z.strictObject({
  rule: z.enum(['L15', 'L17']),
  duty,
  name: text,
  basis: z.array(article).min(1),
});

const disclosure = z.union([
  z.strictObject({ items: z.array(z.strictObject({ name: text, dueWorkingDays: days })).min(1) }),
  z.strictObject({ ground: text }),
]);

/** To whom work is given, in the words of `qh:assign` (docs/extensions.md). */
const holder = z
  .strictObject({
    post: z.string().min(1).max(128).optional(),
    department: z.string().min(1).max(128).optional(),
    role: z.string().min(1).max(128).optional(),
    body: z.string().min(1).max(128).optional(),
    of: z.string().min(1).max(128).optional(),
    startedBy: z.string().min(1).max(1000).optional(),
  })
  .refine((each) => Object.keys(each).some((name) => name !== 'startedBy'), {
    error: 'say who it is: post, department, role, body or of',
  });

/**
 * What the drawing of a process of this name must not lose, however else it is drawn: its controls, with their acts, before what stands behind them; its constraints, word
 * for word; the records that these count by; the thresholds that its variables stand for; to whom its steps are given, their duties, the papers that they ask for and what they have ticked. The owner of the catalogue says so, so that whoever draws cannot leave it out.
 */
const kept = z.strictObject({
  process: z.string().min(1).max(128),
  controls: z
    .array(
      z.strictObject({
        activity: z.string().min(1).max(128),
        name: text,
        kind: z.enum(CONTROL_KINDS),
        acts: z.array(text),
        /** Names of the protected data that are signed at least; `all`: all of them. Absent: nothing is said. */
        signs: z.union([z.literal('all'), z.array(z.string().min(1).max(128)).min(1)]).optional(),
        /** Everything else that it and its acts say (`body=committee`, `财务审核: before=财务部门签字`), word for word. Absent: nothing is kept of it. */
        says: z.array(z.string().min(1).max(1000)).optional(),
        /** Not begun before it has passed, but on the flows below. */
        before: z.array(z.string().min(1).max(128)).min(1),
        /** Controls of which any stands in for it, such as where a time-out leads another way. */
        instead: z.array(z.string().min(1).max(128)).default([]),
        /** Flows on which it is not asked for, with the condition that leads there (`otherwise:` and those of the others, where it is the default); null: none. */
        exempt: z.array(z.strictObject({ flow: z.string().min(1).max(128), condition: z.string().nullable() })),
        basis,
      }),
    )
    .default([]),
  constraints: z.array(z.strictObject({ name: text, says: z.string().min(1).max(4000), basis })).default([]),
  /** What the records of the matter are told by: by something else, or not by year or one by one, they count another past. */
  records: z
    .array(
      z.strictObject({
        kind: z.string().min(1).max(128),
        of: z.array(datum).min(1),
        by: z.literal('year').nullable().default(null),
        each: z.boolean().default(false),
        basis,
      }),
    )
    .default([]),
  /** Variables that stand for thresholds, and for which: for another, the same words would ask for less. */
  thresholds: z
    .array(
      z.strictObject({
        variable: datum,
        key: z.string().min(1).max(128),
        jurisdiction: z.string().min(1).max(128),
        objectType: z.string().min(1).max(128).nullable().default(null),
        basis,
      }),
    )
    .default([]),
  /** Of an activity, or of one act of it: to whom it is given, duties by which separations know it, papers without which it is not done, and what is ticked as looked at before it is approved. */
  activities: z
    .array(
      z.strictObject({
        activity: z.string().min(1).max(128),
        act: text.optional(),
        name: text,
        /** It is given to some of these and to nobody else, such as whoever started the matter; absent: nothing is said. */
        holders: z.array(holder).optional(),
        duties: z.array(duty).default([]),
        papers: z.array(text).default([]),
        ticks: z.array(text).default([]),
        basis,
      }),
    )
    .default([]),
});

const majorFour = z.strictObject({
  category: z.enum(MAJOR_FOUR_CATEGORIES),
  matter: text,
  /** Key of the threshold from which on a meeting decides; null: always. */
  floor: z.string().min(1).nullable(),
  basis,
});

export const profileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
    title: text,
    power: z.strictObject({
      kind: z.enum(POWER_KINDS),
      /** Until the catalogue of powers has a page of its own; null: none is named. */
      item: z
        .strictObject({
          name: text,
          legalBasis: z.array(article),
          responsibleSubject: text.nullable(),
          status: z.enum(['inForce', 'suspended', 'repealed']),
        })
        .nullable(),
      descriptors: z.strictObject({
        conditions: text.nullable(),
        posts: text.nullable(),
        procedure: text.nullable(),
        disclosure: text.nullable(),
      }),
      complaintChannel: text.nullable(),
      /** Lines of business (分管线) that the matter belongs to: those that the chief does not lead directly, or a unit's own. */
      lines: z.array(z.string().regex(/^[a-z][A-Za-z0-9-]{0,63}$/)).default([]),
      majorFour: majorFour.nullable(),
      disclosure: disclosure.nullable(),
    }),
    riskLevel: z.enum(['high', 'medium', 'low']),
    /** What activities under this profile may do. */
    effects: z.array(z.enum(EFFECTS)),
    /** Effects of handlers (`name`) and forms (`form:name`), beside those that the installation knows. */
    effectOf: z.record(z.string().min(1), z.enum(EFFECTS)).default({}),
    /** Of each effect that is governed, at least one. */
    keyElements: z.array(keyElement).default([]),
    steps: z.array(step).default([]),
    separations: z.array(separation).default([]),
    exceptions: z.array(exception).default([]),
    keeps: z.array(kept).default([]),
    /** 应急处置单 may stand in for what guards an effect (docs/exceptions.md); null: it may not. */
    emergency: z
      .strictObject({ name: text, basis: z.array(article).min(1) })
      .nullable()
      .default(null),
    /** 紧急上会: a meeting may let its filing be too late (docs/exceptions.md); null: none may. */
    urgentFiling: z
      .strictObject({ name: text, basis: z.array(article).min(1) })
      .nullable()
      .default(null),
    articles: basis,
  })
  .superRefine((profile, context) => {
    const { effects, keyElements } = profile;
    for (const [index, effect] of effects.entries()) {
      if (keyElements.some((each) => each.effect === effect && each.by === undefined)) continue;
      issue(
        context,
        ['effects', index],
        `say what ${effect} rests on: its keyElements, at least one of them without by`,
      );
    }
    const ids = profile.steps.map(({ id }) => id);
    for (const [index, { id, after, guards, signs = [] }] of profile.steps.entries()) {
      for (const name of signs) {
        if (keyElements.some(({ effect, data }) => data === name && guards.includes(effect))) continue;
        issue(context, ['steps', index, 'signs'], `${name} is no key element of what the step guards`);
      }
      if (ids.indexOf(id) !== index) issue(context, ['steps', index, 'id'], `the step ${id} is there twice`);
      for (const other of after) {
        const at = ids.indexOf(other);
        if (at < 0) issue(context, ['steps', index, 'after'], `there is no step ${other}`);
        else if (at >= index) issue(context, ['steps', index, 'after'], `${other} has to stand before ${id}`);
      }
    }
  });

function issue(context: z.RefinementCtx, path: (string | number)[], message: string): void {
  context.addIssue({ code: 'custom', path, message });
}

export type Profile = z.infer<typeof profileSchema>;
export type ProfileStep = Profile['steps'][number];
export type KeyElement = Profile['keyElements'][number];
export type KeptProcess = Profile['keeps'][number];
export type Article = z.infer<typeof article>;

/** The JSON schema of a profile file, as it is checked in beside the profiles. */
export function profileJsonSchema(): unknown {
  return { ...z.toJSONSchema(profileSchema, { io: 'input' }), title: 'Quanheng profile' };
}
