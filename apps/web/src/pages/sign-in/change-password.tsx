import { PASSWORD_LENGTH, sessionOperations } from '@quanheng/contracts';
import { Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { useSend } from '../../api/hooks.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { useSignInTexts } from './texts.js';

interface Filled {
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly repeat: string;
}

/** Whoever was given an initial password can do nothing else before. */
export function ChangePassword() {
  const say = useSignInTexts();
  const navigate = useNavigate();
  const change = useSend(sessionOperations.changePassword);
  const required = [{ required: true, message: say('needPassword') }];
  const send = ({ oldPassword, newPassword }: Filled): void =>
    change.mutate({ body: { oldPassword, newPassword } }, { onSuccess: () => void navigate('/', { replace: true }) });
  return (
    <Form<Filled> layout="vertical" requiredMark={false} onFinish={send}>
      <h1>{say('changeTitle')}</h1>
      <p>{say('changeHint')}</p>
      <Form.Item name="oldPassword" label={say('oldPassword')} rules={required}>
        <Input.Password autoComplete="current-password" autoFocus maxLength={PASSWORD_LENGTH.max} />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={say('newPassword')}
        extra={say('newHint', { min: PASSWORD_LENGTH.min })}
        rules={required}
      >
        <Input.Password autoComplete="new-password" maxLength={PASSWORD_LENGTH.max} />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={say('repeat')}
        dependencies={['newPassword']}
        rules={[
          ...required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === undefined || value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error(say('differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={PASSWORD_LENGTH.max} />
      </Form.Item>
      {change.error === null ? null : <Trouble problem={change.error} />}
      <Button type="primary" htmlType="submit" block loading={change.isPending}>
        {say('change')}
      </Button>
    </Form>
  );
}
