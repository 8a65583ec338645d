import { sessionOperations } from '@quanheng/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useSend } from '../../api/hooks.js';
import { signInByPasskey } from '../../parts/passkey/passkey.js';
import { PasskeyButton } from '../../parts/passkey/passkey-button.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './sign-in.module.css';
import { useSignInTexts } from './texts.js';

interface Filled {
  readonly login: string;
  readonly password: string;
  readonly unit?: string;
}

export function Enter() {
  const say = useSignInTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const signIn = useSend(sessionOperations.signIn);
  const title = say('title');
  useEffect(() => {
    document.title = `${title} · 权衡`;
  }, [title]);
  // Nothing of whoever was signed in before stays in this window.
  useEffect(() => queries.clear(), [queries]);
  const enter = (): void => void navigate(localPath(search.get('to')), { replace: true });
  const send = ({ login, password, unit = '' }: Filled): void => {
    const body = { login: login.trim(), password, ...(unit.trim() === '' ? {} : { unit: unit.trim() }) };
    signIn.mutate({ body }, { onSuccess: enter });
  };
  return (
    <Form<Filled> layout="vertical" requiredMark={false} onFinish={send}>
      <h1 className="visually-hidden">{say('title')}</h1>
      <Form.Item name="login" label={say('login')} rules={[{ required: true, message: say('needLogin') }]}>
        <Input autoComplete="username" autoFocus maxLength={200} />
      </Form.Item>
      <Form.Item name="password" label={say('password')} rules={[{ required: true, message: say('needPassword') }]}>
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      {search.has('unit') ? (
        <Form.Item name="unit" label={say('unit')} extra={say('unitHint')}>
          <Input maxLength={64} />
        </Form.Item>
      ) : null}
      {signIn.error === null ? null : <Trouble problem={signIn.error} />}
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        {say('enter')}
      </Button>
      <div className={styles.other}>
        <PasskeyButton label={say('passkey')} act={signInByPasskey} onDone={enter} />
      </div>
    </Form>
  );
}

/** Where to go afterwards: a path of this application, whatever the address says. */
function localPath(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}
