import type { MeetingView, Work } from '@quanheng/policy';
import type { Written } from '@quanheng/runtime';
import type { OrganisationView, TrailRecord } from '@quanheng/runtime/ports';

type DoneActs = NonNullable<Work['ended']>[string]['acts'];

/** A meeting that has ended, as its record has it: in names, for people to read. */
export interface Held {
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  readonly endedAt: number;
  readonly chair: string | null;
  /** The document by which somebody chaired in the place of the chair; null: nobody did. */
  readonly actingBy: string | null;
  readonly members: readonly {
    readonly name: string;
    readonly attendance: MeetingView['members'][number]['attendance'];
  }[];
  readonly observers: readonly string[];
  /** Who opened it. */
  readonly recorder: string;
  readonly recusals: readonly Said[];
  /** In the order in which they spoke. */
  readonly opinions: readonly Said[];
  /** 程序异议, each with what it was answered, in order. */
  readonly objections: readonly { readonly raised: Said; readonly answered: Said | null }[];
  readonly counter: string | null;
  readonly witness: string | null;
  readonly filedAt: number | null;
  readonly filedDays: number;
  /** Why it was urgent, in the words told before it; null: it was filed in time. */
  readonly urgentBecause: string | null;
  readonly votes: NonNullable<MeetingView['votes']>;
  readonly view: Pick<MeetingView, 'ballot' | 'majority' | 'quorum' | 'entitled' | 'outcome'>;
}
export interface Said {
  readonly name: string;
  readonly isChair: boolean;
  readonly answer: string;
  /** Empty: without a word, or erased. */
  readonly words: string;
}

interface Around {
  readonly work: Work;
  readonly trail: readonly TrailRecord[];
  readonly written: readonly Written[];
  readonly organisation: OrganisationView;
}

/** Null: it has not ended with a vote. */
export function heldOf(view: MeetingView, { work, trail, written, organisation }: Around): Held | null {
  const { openedAt, votes } = view;
  const ended = work.ended?.[view.activity];
  if (view.stage !== 'ended' || ended === undefined || openedAt === null || votes === null) return null;
  const { acts } = ended;
  const nameOf = (person: string): string => organisation.fact('person', person, openedAt)?.data.name ?? person;
  const by = (act: string): string | null => (acts[act] === undefined ? null : nameOf(acts[act].person));
  const chair =
    view.acting?.person ?? view.members.find(({ isChair, attendance }) => isChair && isThere(attendance))?.person;
  const words = wordsOf(view.activity, trail, written);
  const said = (act: string, done: DoneActs[string]): Said => ({
    ...{ name: nameOf(done.person), isChair: done.person === chair },
    ...{ answer: done.answer, words: words(act, done) },
  });
  const all = Object.entries(acts).sort(([, one], [, other]) => one.at - other.at);
  return {
    body: organisation.fact('body', view.body, openedAt)?.data.name ?? view.body,
    ...{ openedAt, endedAt: decidedAt(acts), votes, view },
    chair: chair === undefined ? null : nameOf(chair),
    actingBy: view.acting?.document ?? null,
    members: view.members.map(({ person, attendance }) => ({ name: nameOf(person), attendance })),
    observers: view.observer === null ? [] : organisation.holdersOf(view.observer, openedAt).map(nameOf),
    recorder: by('open') ?? '',
    recusals: all.filter(([, { answer }]) => answer === 'recuse').map(([act, done]) => said(act, done)),
    opinions: all.filter(([act]) => kindOf(act) === 'speak').map(([act, done]) => said(act, done)),
    objections: all
      .filter(([act]) => kindOf(act) === 'object')
      .map(([act, done]) => {
        const answer = act.replace('object', 'answer');
        const answered = acts[answer];
        return { raised: said(act, done), answered: answered === undefined ? null : said(answer, answered) };
      }),
    ...{ counter: by('count'), witness: by('witness') },
    ...{ filedAt: view.filed?.at ?? null, filedDays: view.filed?.days ?? 0 },
    urgentBecause:
      acts['open']?.period === undefined || acts['notice'] === undefined ? null : words('notice', acts['notice']),
  };
}

/** With the last vote; what is filed afterwards changes nothing. */
function decidedAt(acts: DoneActs): number {
  return Math.max(...Object.entries(acts).flatMap(([act, { at }]) => (act === 'fileAfter' ? [] : [at])));
}

export const isThere = (attendance: Held['members'][number]['attendance']): boolean =>
  attendance === 'inPerson' || attendance === 'video';

/** What somebody said with an act; the trail names acts of members as one kind. */
function wordsOf(activity: string, trail: readonly TrailRecord[], written: readonly Written[]) {
  const bySeq = new Map(written.map((each) => [each.seq, each]));
  return (act: string, { person, at }: DoneActs[string]): string => {
    const isIt = (record: TrailRecord): boolean =>
      record.activity === activity && record.act === kindOf(act) && record.person === person && record.at === at;
    return bySeq.get(trail.find(isIt)?.seq ?? 0)?.text ?? '';
  };
}

const kindOf = (act: string): string => act.replace(/:.*$/, '');
