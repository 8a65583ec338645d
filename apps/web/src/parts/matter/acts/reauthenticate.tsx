import { sessionOperations } from '@quanheng/contracts';
import { Button, Form, Input } from 'antd';
import { useSend } from '../../../api/hooks.js';
import { proveByPasskey } from '../../passkey/passkey.js';
import { PasskeyButton } from '../../passkey/passkey-button.js';
import { Trouble } from '../../trouble/trouble.js';
import { useActTexts } from './texts.js';
import styles from '../matter.module.css';

/** Asks for the password again, in the page; what was about to be sent is sent afterwards. */
export function Reauthenticate({ onDone, onCancel }: { readonly onDone: () => void; readonly onCancel: () => void }) {
  const say = useActTexts();
  const prove = useSend(sessionOperations.reauthenticate);
  return (
    <Form<{ password: string }>
      className={styles.reauth ?? ''}
      layout="vertical"
      onFinish={({ password }) => prove.mutate({ body: { password } }, { onSuccess: onDone })}
    >
      <Form.Item name="password" label={say('reauth')} rules={[{ required: true, message: say('password') }]}>
        <Input.Password autoFocus autoComplete="current-password" maxLength={128} />
      </Form.Item>
      {prove.error === null ? null : <Trouble problem={prove.error} />}
      <Button type="primary" htmlType="submit" loading={prove.isPending}>
        {say('confirm')}
      </Button>{' '}
      <PasskeyButton label={say('byPasskey')} act={proveByPasskey} onDone={onDone} />{' '}
      <Button onClick={onCancel}>{say('cancel')}</Button>
    </Form>
  );
}
