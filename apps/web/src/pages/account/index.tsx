import { Link } from 'react-router';
import { useSession } from '../../api/session.js';
import { Title } from '../../parts/page/title.js';
import styles from './account.module.css';
import { Passkeys } from './passkeys.js';
import { ReminderSettings } from './reminder-settings.js';
import { useAccountTexts } from './texts.js';

/** What somebody sets for themselves: how they sign in, and of what they are told by what. */
export function Component() {
  const say = useAccountTexts();
  const { account, person } = useSession();
  return (
    <>
      <Title>{say('title')}</Title>
      <div className={styles.page}>
        <section>
          <h2>{say('who')}</h2>
          <dl>
            <dt>{say('name')}</dt>
            <dd>{person?.name ?? account}</dd>
            <dt>{say('account')}</dt>
            <dd>{account}</dd>
          </dl>
          <Link to="/sign-in?step=password">{say('changePassword')}</Link>
        </section>
        <Passkeys />
        <ReminderSettings />
      </div>
    </>
  );
}
