import { Tag } from 'antd';
import { shortly, toSecond } from '../format/time.js';
import { useNow } from '../page/use-now.js';
import { useNames } from '../person/use-names.js';
import styles from './meeting.module.css';
import { useMeetingTexts } from './texts.js';
import type { MeetingOf } from './use-meetings.js';

type Member = MeetingOf['members'][number];

/** Who is there, whether they are enough, and who has spoken. */
export function Attendance({ meeting }: { readonly meeting: MeetingOf }) {
  const say = useMeetingTexts();
  const { members, quorum, observer } = meeting;
  const present = members.filter(({ attendance }) => attendance === 'inPerson' || attendance === 'video').length;
  const recused = members.filter(({ attendance }) => attendance === 'recused').length;
  const nameOf = useNames([
    ...members.map(({ person }) => `person:${person}`),
    observer === null ? null : `post:${observer}`,
  ]);
  return (
    <>
      <h3>{say('attendance')}</h3>
      <p>
        {say('count', { members: members.length, present, recused, quorum })}{' '}
        <Tag color={present >= quorum ? 'green' : 'orange'}>
          {present >= quorum ? say('enough') : say('short', { count: quorum - present })}
        </Tag>
      </p>
      <table className={styles.members}>
        <thead>
          <tr>
            {(['member', 'present', 'opinion'] as const).map((head) => (
              <th key={head} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.person}>
              <th scope="row">
                {nameOf(`person:${member.person}`)} <Chairing {...{ member, meeting }} />
              </th>
              <td>
                <SignedIn {...{ member, meeting }} />
              </td>
              <td>
                <Said {...{ member, meeting }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {observer === null ? null : (
        <p className={styles.weak}>{say('observer', { name: nameOf(`post:${observer}`) })}</p>
      )}
    </>
  );
}

interface OfMember {
  readonly member: Member;
  readonly meeting: MeetingOf;
}

function Chairing({ member, meeting: { acting } }: OfMember) {
  const say = useMeetingTexts();
  if (acting?.person === member.person) return <Tag>{say('acting', { document: acting.document })}</Tag>;
  return member.isChair ? <Tag>{say('chair')}</Tag> : null;
}

function SignedIn({ member: { attendance, at }, meeting: { openedAt } }: OfMember) {
  const say = useMeetingTexts();
  const now = useNow();
  if (attendance === null) return <span className={styles.weak}>{say(openedAt === null ? 'absent' : 'away')}</span>;
  return (
    <>
      {say(attendance)}{' '}
      {at === null ? null : (
        <time className={styles.weak} title={toSecond(at)}>
          {shortly(at, now)}
        </time>
      )}
    </>
  );
}

function Said({ member, meeting: { chairSpeaksLast, openedAt } }: OfMember) {
  const say = useMeetingTexts();
  if (member.said !== null) return <span data-said={member.said}>{say(member.said)}</span>;
  const isThere = member.attendance === 'inPerson' || member.attendance === 'video';
  if (!isThere || openedAt === null) return null;
  return (
    <span className={styles.weak}>
      {say('silent')}
      {member.isChair && chairSpeaksLast ? ` · ${say('last')}` : ''}
    </span>
  );
}
