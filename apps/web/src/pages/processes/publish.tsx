import { deploymentOperations } from '@quanheng/contracts';
import { Alert, Button, Drawer, Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '../../api/hooks.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './processes.module.css';
import { useProcessesTexts } from './texts.js';

interface PublishProps {
  readonly deployment: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** The second person's act. What stands against it is told in the words of the server, all of it. */
export function Publish({ deployment: { id: deployment, name }, onClose }: PublishProps) {
  const say = useProcessesTexts();
  const id = useId();
  const [legality, setLegality] = useState('');
  const [effect, setEffect] = useState('');
  const { mutate, isSuccess, isPending, error } = useSend(deploymentOperations.publish);
  const query = {
    ...(legality.trim() === '' ? {} : { legalityCheck: legality.trim().toLowerCase() }),
    ...(effect === '' ? {} : { from: String(Date.parse(`${effect}:00+08:00`)) }),
  };
  return (
    <Drawer open mask={false} size={560} title={say('publishTitle', { name })} onClose={onClose}>
      <div className={styles.publish}>
        <p>{say('publishHint')}</p>
        <label htmlFor={id}>{say('legality')}</label>
        <Input id={id} value={legality} maxLength={64} onChange={({ target }) => setLegality(target.value)} />
        <label htmlFor={`${id}-effect`}>{say('effect')}</label>
        <DateInput id={`${id}-effect`} hasTime value={effect} onChange={setEffect} />
        {error === null ? null : <Trouble problem={error} />}
        {isSuccess ? (
          <>
            <Alert
              type="success"
              showIcon
              title={effect === '' ? say('done') : say('doneLater', { at: effect.replace('T', ' ') })}
            />
            <Button onClick={onClose}>{say('close')}</Button>
          </>
        ) : (
          <Button type="primary" loading={isPending} onClick={() => mutate({ params: { deployment }, query })}>
            {say('publish')}
          </Button>
        )}
      </div>
    </Drawer>
  );
}
