import { inspectionOperations, instanceOperations } from '@quanheng/contracts';
import { Button, Input, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { useRead, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import office from '../../parts/office/office.module.css';
import { Trouble } from '../../parts/trouble/trouble.js';
import { Freezing } from './freezing.js';
import { useInspectionTexts } from './texts.js';

interface OpeningProps {
  readonly instance: string;
  readonly mayOpen: boolean;
}

/** The way into a matter: a link once it is open to the reader, and before that the reason for which it is opened. */
export function Opening({ instance, mayOpen }: OpeningProps) {
  const say = useInspectionTexts();
  const { data, error } = useRead(instanceOperations.readInstance, { params: { instance } });
  if (data !== undefined) {
    return (
      <>
        <p className={office.section}>
          <Link to={`/matters/${instance}`}>{say('toMatter')}</Link>
        </p>
        <Freezing
          instance={instance}
          mayFreeze={mayOpen}
          isOver={data.status === 'completed' || data.status === 'cancelled'}
        />
      </>
    );
  }
  if (error === null) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (error.code !== 'not-found') return <Trouble problem={error} />;
  return mayOpen ? <Open instance={instance} /> : null;
}

function Open({ instance }: { readonly instance: string }) {
  const say = useInspectionTexts();
  const id = useId();
  const announce = useAnnounce();
  const [reason, setReason] = useState('');
  const [isLacking, setLacking] = useState(false);
  const open = useSend(inspectionOperations.inspectInstance);
  const send = (): void => {
    setLacking(reason.trim() === '');
    if (reason.trim() === '') return;
    open.mutate(
      { params: { instance }, body: { reason: reason.trim() } },
      { onSuccess: () => announce(say('didOpen')) },
    );
  };
  return (
    <section className={office.section}>
      <h2>{say('open')}</h2>
      <p className={office.hint}>{say('openHint')}</p>
      <div className={office.fields}>
        <div>
          <label htmlFor={id}>{say('whyOpen')}</label>
          <Input id={id} maxLength={2000} value={reason} onChange={({ target }) => setReason(target.value)} />
        </div>
        {isLacking ? (
          <p role="alert" className={office.fault}>
            {say('fillReason')}
          </p>
        ) : null}
        {open.error === null ? null : <Trouble problem={open.error} />}
        <p>
          <Button type="primary" loading={open.isPending} onClick={send}>
            {say('open')}
          </Button>
        </p>
      </div>
    </section>
  );
}
