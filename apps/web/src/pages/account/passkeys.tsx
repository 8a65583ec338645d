import { DeleteOutlined } from '@ant-design/icons';
import { sessionOperations } from '@quanheng/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useRead, useSend } from '../../api/hooks.js';
import { ApiProblem } from '../../api/problem.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { toSecond } from '../../parts/format/time.js';
import { addPasskey, hasPasskeys, proveByPasskey } from '../../parts/passkey/passkey.js';
import { PasskeyButton, PasskeyTrouble } from '../../parts/passkey/passkey-button.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './account.module.css';
import { useAccountTexts } from './texts.js';

/** Keys that sign in and prove who one is in the place of a password. */
export function Passkeys() {
  const say = useAccountTexts();
  const { data, error, refetch } = useRead(sessionOperations.listPasskeys, {});
  const drop = useSend(sessionOperations.dropPasskey);
  const items = data?.items ?? [];
  return (
    <section aria-label={say('passkeys')}>
      <h2>{say('passkeys')}</h2>
      <p className={styles.weak}>{say('passkeysHint')}</p>
      {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
      {drop.error === null ? null : <Trouble problem={drop.error} />}
      <ul className={styles.list}>
        {items.map(({ id, name, createdAt, usedAt }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span className={styles.weak}>{say('added', { at: toSecond(createdAt) })}</span>
            <span className={styles.weak}>
              {usedAt === null ? say('neverUsed') : say('used', { at: toSecond(usedAt) })}
            </span>
            <Button
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={say('dropNamed', { name })}
              onClick={() => drop.mutate({ params: { passkey: id } })}
            >
              {say('drop')}
            </Button>
          </li>
        ))}
      </ul>
      {hasPasskeys() ? <Add /> : <p>{say('noPasskeys')}</p>}
    </section>
  );
}

function Add() {
  const say = useAccountTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ name: string }>();
  const add = useMutation({
    mutationFn: addPasskey,
    onSuccess: () => {
      form.resetFields();
      announce(say('isAdded'));
      return queries.invalidateQueries();
    },
  });
  const mustProve = add.error instanceof ApiProblem && add.error.code === 'reauthentication-required';
  return (
    <>
      <Form form={form} layout="inline" className={styles.add ?? ''} onFinish={({ name }) => add.mutate(name.trim())}>
        <Form.Item
          name="name"
          label={say('passkeyName')}
          rules={[
            { required: true, whitespace: true, message: say('needName') },
            { pattern: /^\s*[\p{L}\p{N}][\p{L}\p{M}\p{N} ·—_()（）、-]{0,39}\s*$/u, message: say('nameHint') },
          ]}
        >
          <Input maxLength={40} placeholder={say('nameExample')} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {say('add')}
        </Button>
      </Form>
      {add.error === null || mustProve ? null : <PasskeyTrouble error={add.error} />}
      {mustProve ? <Prove onDone={() => form.submit()} /> : null}
    </>
  );
}

/** A passkey opens the account for good: who adds one proves first who they are. */
function Prove({ onDone }: { readonly onDone: () => void }) {
  const say = useAccountTexts();
  const prove = useSend(sessionOperations.reauthenticate);
  return (
    <Form<{ password: string }>
      layout="inline"
      className={styles.add ?? ''}
      onFinish={({ password }) => prove.mutate({ body: { password } }, { onSuccess: onDone })}
    >
      <Form.Item name="password" label={say('proveFirst')} rules={[{ required: true, message: say('needPassword') }]}>
        <Input.Password autoFocus autoComplete="current-password" maxLength={128} />
      </Form.Item>
      <Button htmlType="submit" loading={prove.isPending}>
        {say('confirm')}
      </Button>
      <PasskeyButton label={say('byPasskey')} act={proveByPasskey} onDone={onDone} />
      {prove.error === null ? null : <Trouble problem={prove.error} />}
    </Form>
  );
}
