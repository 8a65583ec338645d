import { attachmentOperations } from '@quanheng/contracts';
import { useSend } from '../../../api/hooks.js';
import { Trouble } from '../../trouble/trouble.js';
import { FileButton } from '../file-button.js';
import { useActTexts } from './texts.js';
import styles from '../matter.module.css';

/** The ballots on paper, scanned: kept with the matter beside the numbers that are entered. */
export function BallotScan({ instance, item }: { readonly instance: string; readonly item: string }) {
  const say = useActTexts();
  const send = useSend(attachmentOperations.attachFile);
  const upload = (file: File): void => send.mutate({ params: { instance }, query: { name: file.name, item }, file });
  return (
    <div>
      <FileButton label={say('scan')} onFile={upload} isBusy={send.isPending}>
        {say('scan')}
      </FileButton>
      <p className={styles.weak} role="status">
        {send.isSuccess ? say('scanned', { name: send.variables.query?.name ?? '' }) : say('scanHint')}
      </p>
      {send.error === null ? null : <Trouble problem={send.error} />}
    </div>
  );
}
