import { reminderOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Checkbox, Form, Input, Skeleton } from 'antd';
import { useRead, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './account.module.css';
import { useAccountTexts } from './texts.js';

type Settings = ResultOf<typeof reminderOperations.readReminderSettings>;
type Channel = Settings['channels'][number];
const KINDS = ['opened', 'returned', 'soon', 'overdue', 'urged'] as const;
type Kinds = Readonly<Record<(typeof KINDS)[number], Channel[]>>;

/** Of what one is told, and by what: a table of ticks. */
export function ReminderSettings() {
  const say = useAccountTexts();
  const { data, error, refetch } = useRead(reminderOperations.readReminderSettings, {});
  return (
    <section aria-label={say('reminders')}>
      <h2>{say('reminders')}</h2>
      <p className={styles.weak}>{say('remindersHint')}</p>
      {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
      {data === undefined ? error === null ? <Skeleton active /> : null : <Choose settings={data} />}
    </section>
  );
}

function Choose({ settings }: { readonly settings: Settings }) {
  const say = useAccountTexts();
  const announce = useAnnounce();
  const save = useSend(reminderOperations.saveReminderSettings);
  const { channels, mailDomains } = settings;
  const send = ({ mail = '', ...kinds }: { mail?: string } & Kinds): void =>
    save.mutate(
      { body: { mail: mail.trim() === '' ? null : mail.trim(), kinds } },
      { onSuccess: () => announce(say('saved')) },
    );
  return (
    <Form<{ mail?: string } & Kinds>
      labelAlign="left"
      labelCol={{ flex: '160px' }}
      requiredMark={false}
      initialValues={{ ...settings.kinds, mail: settings.mail ?? '' }}
      onFinish={send}
    >
      {KINDS.map((kind) => (
        <Form.Item key={kind} name={kind} label={say(kind)} className={styles.kind ?? ''}>
          <Checkbox.Group
            aria-label={say(kind)}
            options={channels.map((channel) => ({ value: channel, label: say(channel) }))}
          />
        </Form.Item>
      ))}
      {channels.includes('mail') ? (
        <Form.Item
          name="mail"
          label={say('mailAddress')}
          extra={say('mailHint', { domains: mailDomains.join('、') })}
          rules={[{ type: 'email', message: say('noMailAddress') }]}
        >
          <Input type="email" maxLength={200} autoComplete="email" className={styles.mail ?? ''} />
        </Form.Item>
      ) : (
        <Form.Item name="mail" hidden>
          <Input />
        </Form.Item>
      )}
      {save.error === null ? null : <Trouble problem={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {say('save')}
      </Button>
    </Form>
  );
}
