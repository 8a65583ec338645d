import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useLanguage } from '../../i18n/texts.js';
import { writtenDay } from '../format/day.js';
import { toSecond } from '../format/time.js';
import { useTell } from '../matter/use-matter.js';
import { useNames } from '../person/use-names.js';
import { Trouble } from '../trouble/trouble.js';
import { Attendance } from './attendance.js';
import styles from './meeting.module.css';
import { Minutes } from './minutes.js';
import { stepsOf, votesNeeded } from './needed.js';
import { useMeetingTexts } from './texts.js';
import { useMeetings, type MeetingOf } from './use-meetings.js';

interface MeetingsProps {
  readonly instance: string;
  /** Node key of the one that is asked about; null: none above others. */
  readonly first: string | null;
}

/** The meetings of a matter, from the filing to the result. */
export function Meetings({ instance, first }: MeetingsProps) {
  const tell = useTell(instance);
  const { data, error, refetch } = useMeetings(instance);
  if (error !== null) return <Trouble problem={error} onAgain={() => void refetch()} />;
  const meetings = [...(data?.items ?? [])];
  meetings.sort((one, other) => Number(other.activity === first) - Number(one.activity === first));
  return meetings.map((meeting) => (
    <Meeting key={meeting.activity} {...{ instance }} meeting={{ ...meeting, name: tell(meeting.name) }} />
  ));
}

function Meeting({ instance, meeting }: { readonly instance: string; readonly meeting: MeetingOf }) {
  const say = useMeetingTexts();
  const { body, name, stage, filed, urgent } = meeting;
  const nameOf = useNames([`body:${body}`]);
  const title = say('byBody', { body: nameOf(`body:${body}`), name });
  return (
    <section className={styles.meeting} aria-label={title}>
      <h2>{title}</h2>
      <ol className={styles.steps} aria-label={say('steps')}>
        {stepsOf(stage, filed !== null, urgent !== null && urgent.due !== null).map(([step, state]) => (
          <li key={step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            {say(step)} <span className="visually-hidden">{say(state)}</span>
          </li>
        ))}
      </ol>
      {meeting.outcome === null ? null : <Result meeting={meeting} />}
      {meeting.outcome === null ? null : <Minutes {...{ instance }} meeting={meeting.activity} />}
      {filed === null ? null : <Filing filed={filed} urgent={urgent} />}
      <Attendance meeting={meeting} />
      <Voting meeting={meeting} />
    </section>
  );
}

interface FilingProps {
  readonly filed: NonNullable<MeetingOf['filed']>;
  readonly urgent: MeetingOf['urgent'];
}

/** Whether the filing is early enough, and from which day on. */
function Filing({ filed, urgent }: FilingProps) {
  const say = useMeetingTexts();
  const { at, days, needed, earliest } = filed;
  const date = writtenDay(earliest, useLanguage());
  const how = at === null ? 'notFiled' : days < needed ? 'filedEarly' : 'filed';
  const Icon = { notFiled: ExclamationCircleOutlined, filedEarly: ClockCircleOutlined, filed: CheckCircleOutlined }[
    how
  ];
  return (
    <>
      <h3>{say('filing')}</h3>
      <p className={styles.filing} data-how={how}>
        <Icon aria-hidden /> {say(how, { needed, days, date, at: at === null ? '' : toSecond(at) })}
      </p>
      {urgent === null ? null : <Urgent urgent={urgent} />}
    </>
  );
}

/** Why it may be opened all the same, and what that asks for. */
function Urgent({ urgent: { toldAt, due, filedAt } }: { readonly urgent: NonNullable<MeetingOf['urgent']> }) {
  const say = useMeetingTexts();
  const after =
    due === null
      ? null
      : filedAt === null
        ? say('fileAfterBy', { at: toSecond(due) })
        : say('filedAfter', { at: toSecond(filedAt) });
  return (
    <p>
      {say('urgent', { at: toSecond(toldAt) })} {after}
    </p>
  );
}

function Voting({ meeting: { ballot, majority, entitled, chairSpeaksLast } }: { readonly meeting: MeetingOf }) {
  const say = useMeetingTexts();
  return (
    <>
      <h3>{say('voting')}</h3>
      <ul className={styles.rules}>
        <li>{say(ballot)}</li>
        <li>{say(majority, { entitled, votes: votesNeeded(majority, entitled) })}</li>
        <li>{say(chairSpeaksLast ? 'chairLast' : 'chairAny')}</li>
      </ul>
    </>
  );
}

const RESULT_COLOUR = { passed: 'green', failed: 'red', referred: 'orange' } as const;
type Known = keyof typeof RESULT_COLOUR;

function Result({ meeting: { outcome, votes, isVoided } }: { readonly meeting: MeetingOf }) {
  const say = useMeetingTexts();
  const known = outcome !== null && Object.hasOwn(RESULT_COLOUR, outcome) ? (outcome as Known) : null;
  return (
    <div className={styles.result} role="status">
      <h3>{say('result')}</h3>
      <p>
        <Tag color={known === null ? 'default' : RESULT_COLOUR[known]}>{known === null ? outcome : say(known)}</Tag>
        {votes === null ? null : <strong>{say('votes', votes)}</strong>}
      </p>
      {isVoided ? <p className={styles.voided}>{say('voided')}</p> : null}
    </div>
  );
}
