import { exceptionOperations } from '@quanheng/contracts';
import { Button, Input, Skeleton } from 'antd';
import { useId, useState } from 'react';
import { useRead, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { toSecond } from '../../parts/format/time.js';
import office from '../../parts/office/office.module.css';
import { Trouble } from '../../parts/trouble/trouble.js';
import { useInspectionTexts } from './texts.js';

interface FreezingProps {
  readonly instance: string;
  readonly mayFreeze: boolean;
  readonly isOver: boolean;
}

/** Whether a matter stands still while something is verified, and letting it. */
export function Freezing({ instance, mayFreeze, isOver }: FreezingProps) {
  const say = useInspectionTexts();
  const params = { instance };
  const { data, error } = useRead(exceptionOperations.readExceptions, { params });
  if (error !== null) return <Trouble problem={error} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 2 }} />;
  const { freezes, alerts } = data;
  return (
    <section className={office.section}>
      <h2>{say('freezing')}</h2>
      {freezes.length === 0 ? <p className={office.weak}>{say('notFrozen')}</p> : null}
      <ul>
        {freezes.map(({ why, at, until }) => (
          <li key={why}>
            {say(why)}:
            {until === null
              ? say('frozenOpen', { at: toSecond(at) })
              : say('frozen', { at: toSecond(at), until: toSecond(until) })}
          </li>
        ))}
        {alerts.map(({ activity, at }) => (
          <li key={`${activity} ${at}`} className={office.fault}>
            {say('alert', { at: toSecond(at) })}
          </li>
        ))}
      </ul>
      {mayFreeze && !isOver ? <Freeze instance={instance} isFrozen={freezes.length > 0} /> : null}
    </section>
  );
}

function Freeze({ instance, isFrozen }: { readonly instance: string; readonly isFrozen: boolean }) {
  const say = useInspectionTexts();
  const id = useId();
  const announce = useAnnounce();
  const [days, setDays] = useState('5');
  const [why, setWhy] = useState('');
  const [lacking, setLacking] = useState<'fillReason' | 'fillDays' | null>(null);
  const freeze = useSend(exceptionOperations.freezeInstance);
  const unfreeze = useSend(exceptionOperations.unfreezeInstance);
  const problem = freeze.error ?? unfreeze.error;
  const send = (): void => {
    const workingDays = /^\d{1,3}$/.test(days) ? Number(days) : 0;
    const isWrong = !isFrozen && (workingDays < 1 || workingDays > 250);
    const lacks = why.trim() === '' ? 'fillReason' : isWrong ? 'fillDays' : null;
    setLacking(lacks);
    if (lacks !== null) return;
    const [params, reason] = [{ instance }, why.trim()];
    if (isFrozen) {
      unfreeze.mutate({ params, body: { reason } }, { onSuccess: () => announce(say('didUnfreeze')) });
    } else {
      freeze.mutate({ params, body: { workingDays, reason } }, { onSuccess: () => announce(say('didFreeze')) });
    }
  };
  return (
    <div className={office.fields}>
      {isFrozen ? null : (
        <div>
          <label htmlFor={`${id}days`}>{say('days')}</label>
          <Input
            id={`${id}days`}
            inputMode="numeric"
            maxLength={3}
            value={days}
            onChange={({ target }) => setDays(target.value)}
          />
        </div>
      )}
      <div>
        <label htmlFor={`${id}why`}>{say('whyFreeze')}</label>
        <Input id={`${id}why`} maxLength={2000} value={why} onChange={({ target }) => setWhy(target.value)} />
      </div>
      {lacking === null ? null : (
        <p role="alert" className={office.fault}>
          {say(lacking)}
        </p>
      )}
      {problem === null ? null : <Trouble problem={problem} />}
      <p>
        <Button danger={!isFrozen} loading={freeze.isPending || unfreeze.isPending} onClick={send}>
          {say(isFrozen ? 'unfreeze' : 'freeze')}
        </Button>
      </p>
    </div>
  );
}
