import { CheckCircleOutlined, ExclamationCircleOutlined, PaperClipOutlined } from '@ant-design/icons';
import { attachmentOperations } from '@quanheng/contracts';
import { addressOf } from '../../api/client.js';
import { useRead, useSend } from '../../api/hooks.js';
import { toSecond } from '../format/time.js';
import { useMinutes } from '../meeting/use-meetings.js';
import { useNames } from '../person/use-names.js';
import { Trouble } from '../trouble/trouble.js';
import { FileButton } from './file-button.js';
import { KeepMinutes } from './keep-minutes.js';
import { useMatterTexts } from './texts.js';
import { useTell, type Step } from './use-matter.js';
import styles from './matter.module.css';

interface PapersProps {
  readonly instance: string;
  readonly item: string | null;
  readonly evidence: Step['evidence'];
  /** The step in which the minutes of a meeting may be kept; null: none. */
  readonly minutesIn?: string | null;
}

/** 附件: what the step asks for, there or missing, and every version of every file. */
export function Papers({ instance, item, evidence, minutesIn = null }: PapersProps) {
  const say = useMatterTexts();
  const tell = useTell(instance);
  const list = useRead(attachmentOperations.listAttachments, { params: { instance } });
  const send = useSend(attachmentOperations.attachFile);
  const minutes = useMinutes(instance, minutesIn !== null).data?.items.find(
    ({ written, steps }) => written !== null && steps.includes(minutesIn ?? ''),
  );
  const files = list.data?.items ?? [];
  const nameOf = useNames(files.map(({ by }) => (by.includes(':') ? by : `person:${by}`)));
  const upload = (file: File, paper?: string): void =>
    send.mutate({
      params: { instance },
      query: {
        name: file.name,
        ...(item === null ? {} : { item }),
        ...(paper === undefined ? {} : { evidence: paper }),
      },
      file,
    });
  return (
    <>
      {evidence.length === 0 ? null : (
        <ul className={styles.papers}>
          {evidence.map(({ name, required, isThere, secrecy }) => (
            <li key={name}>
              <span className={styles.paper}>
                {tell(name)} {secrecy === null ? null : <small>{tell(secrecy)}</small>}
              </span>
              <span className={styles.state} data-state={isThere ? 'there' : required ? 'missing' : 'open'}>
                {isThere ? <CheckCircleOutlined aria-hidden /> : <ExclamationCircleOutlined aria-hidden />}{' '}
                {say(isThere ? 'there' : 'missing')}
                {required ? ` · ${say('required')}` : ''}
              </span>
              <FileButton label={`${say('upload')} ${tell(name)}`} onFile={(file) => upload(file, name)}>
                {say('upload')}
              </FileButton>
              {minutes === undefined || isThere ? null : (
                <KeepMinutes {...{ instance, minutes }} onFile={(file) => upload(file, name)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {send.error === null ? null : <Trouble problem={send.error} />}
      {list.error === null ? null : <Trouble problem={list.error} onAgain={() => void list.refetch()} />}
      {files.length === 0 && evidence.length === 0 ? (
        <p className={styles.weak}>
          {say('noPapers')}。{say('noPapersHint')}
        </p>
      ) : null}
      <ul className={styles.files}>
        {files.map(({ seq, name, version, size, digest, at, by, evidence: paper }) => (
          <li key={seq}>
            <PaperClipOutlined aria-hidden />
            <a href={addressOf(attachmentOperations.readAttachment, { params: { instance, attachment: String(seq) } })}>
              {name}
            </a>
            <span className={styles.weak}>
              {[paper === null ? null : tell(paper), say('paperVersion', { count: version }), bytes(size), toSecond(at)]
                .filter(Boolean)
                .join(' · ')}{' '}
              {nameOf(by.includes(':') ? by : `person:${by}`)}
            </span>
            <code title={digest}>SHA-256 {digest.slice(0, 16)}…</code>
          </li>
        ))}
      </ul>
      <FileButton label={say('attach')} onFile={(file) => upload(file)} isBusy={send.isPending}>
        {say('attach')}
      </FileButton>
    </>
  );
}

function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  return size < 1024 * 1024 ? `${Math.round(size / 1024)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}
