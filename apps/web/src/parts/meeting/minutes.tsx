import { FilePdfOutlined } from '@ant-design/icons';
import { printedFormOperations } from '@quanheng/contracts';
import { addressOf } from '../../api/client.js';
import { Trouble } from '../trouble/trouble.js';
import styles from './meeting.module.css';
import { useMeetingTexts } from './texts.js';
import { useMinutes } from './use-meetings.js';

/** 会议纪要: as they were written; before, what is on record. */
export function Minutes({ instance, meeting }: { readonly instance: string; readonly meeting: string }) {
  const say = useMeetingTexts();
  const { data, error, refetch } = useMinutes(instance);
  if (error !== null) return <Trouble problem={error} onAgain={() => void refetch()} />;
  const minutes = data?.items.find((each) => each.meeting === meeting);
  if (minutes === undefined) return null;
  const address = addressOf(printedFormOperations.readPrintedForm, {
    params: { instance },
    query: { minutes: meeting },
  });
  return (
    <section aria-label={minutes.title}>
      <h3>{say('minutes')}</h3>
      {minutes.written === null ? <p className={styles.weak}>{say('notWritten')}</p> : null}
      <p className={styles.minutes}>{minutes.written ?? minutes.draft}</p>
      <a href={address}>
        <FilePdfOutlined aria-hidden /> {say('printMinutes')}
      </a>
    </section>
  );
}
