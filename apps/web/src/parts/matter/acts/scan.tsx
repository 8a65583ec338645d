import { attachmentOperations } from '@quanheng/contracts';
import { useSend } from '../../../api/hooks.js';
import { Trouble } from '../../trouble/trouble.js';
import { FileButton } from '../file-button.js';
import type { Step } from '../use-matter.js';
import { useActTexts } from './texts.js';
import styles from '../matter.module.css';

interface BallotScanProps {
  readonly instance: string;
  readonly item: string;
  readonly evidence: Step['evidence'];
}

/** The ballots on paper, scanned: kept with the matter beside the numbers that are entered, as the paper that the act asks for. */
export function BallotScan({ instance, item, evidence }: BallotScanProps) {
  const say = useActTexts();
  const send = useSend(attachmentOperations.attachFile);
  const paper = evidence.find(({ isOfAct }) => isOfAct)?.name;
  const upload = (file: File): void => {
    const named = paper === undefined ? {} : { evidence: paper };
    send.mutate({ params: { instance }, query: { name: file.name, item, ...named }, file });
  };
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
