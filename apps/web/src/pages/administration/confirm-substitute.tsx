import { organisationOperations } from '@quanheng/contracts';
import { Button } from 'antd';
import { useSend } from '../../api/hooks.js';
import { usePerson } from '../../api/session.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import office from '../../parts/office/office.module.css';
import type { Fact } from './facts.js';
import { Findings } from './findings.js';
import { useAdministrationTexts } from './texts.js';

interface ConfirmProps {
  readonly fact: Extract<Fact, { kind: 'substituteReview' }>;
  readonly onClose: () => void;
}

/** A second owner of the catalogue confirms a substitute review just as it was proposed; only then is it in force. */
export function ConfirmSubstitute({ fact, onClose }: ConfirmProps) {
  const say = useAdministrationTexts();
  const { id: person } = usePerson();
  const announce = useAnnounce();
  const send = useSend(organisationOperations.changeOrganisation);
  const { kind, id, to, data } = fact;
  if (data.proposedBy === person) return <p className={office.hint}>{say('waitsForSecond')}</p>;
  const confirm = (): void => {
    const confirmed = { kind, id, from: Date.now(), to, data: { ...data, confirmedBy: person } };
    send.mutate(
      { body: { changes: [{ change: 'put', fact: confirmed }] } },
      {
        onSuccess: () => {
          announce(say('didConfirm'));
          onClose();
        },
      },
    );
  };
  return (
    <div className={office.section}>
      <p className={office.hint}>{say('confirmHint')}</p>
      {send.error === null ? null : <Findings problem={send.error} />}
      <Button type="primary" loading={send.isPending} onClick={confirm}>
        {say('confirmSubstitute')}
      </Button>
    </div>
  );
}
