import { LogoutOutlined, MenuOutlined } from '@ant-design/icons';
import { deskOperations, sessionOperations } from '@quanheng/contracts';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, NavLink, useNavigate } from 'react-router';
import { useRead, useSend } from '../api/hooks.js';
import { useSession } from '../api/session.js';
import { language, setLanguage } from '../i18n/texts.js';
import { Bell } from '../parts/bell/bell.js';
import { MENU } from './menu.js';
import styles from './frame.module.css';
import { useShellTexts } from './texts.js';

/** Milliseconds after which numbers are asked for anyway: time limits pass without an event. */
const REFRESH = 300_000;

interface FrameProps {
  readonly isLive: boolean;
  readonly children: ReactNode;
}

/** Header, menu and the place of the page. On a phone the menu comes out on demand. */
export function Frame({ isLive, children }: FrameProps) {
  const say = useShellTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#page">
        {say('skip')}
      </a>
      <header className={styles.header}>
        <Button
          className={styles.opener ?? ''}
          type="text"
          icon={<MenuOutlined aria-hidden />}
          aria-label={say('menu')}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <span className={styles.product}>
          <img src="/icon.svg" alt="" width="24" height="24" /> {say('product')}
        </span>
        <Account isLive={isLive} />
      </header>
      <nav className={styles.menu} data-open={isOpen} aria-label={say('menu')} onClick={() => setOpen(false)}>
        <Menu />
      </nav>
      <main id="page" className={styles.page} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Menu() {
  const say = useShellTexts();
  const session = useSession();
  const { data: counts } = useRead(deskOperations.countItems, {}, { every: REFRESH });
  return (
    <ul>
      {MENU.filter(({ shownTo }) => shownTo(session)).map(({ to, text, badge }) => (
        <li key={to}>
          <NavLink to={to} end={to === '/'}>
            {say(text)}
            {badge === undefined ? null : <Badge count={counts?.[badge] ?? 0} />}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}

function Badge({ count }: { readonly count: number }) {
  const say = useShellTexts();
  if (count === 0) return null;
  return (
    <span className={styles.badge} title={say('waiting', { count })}>
      {count > 999 ? '999+' : count}
    </span>
  );
}

function Account({ isLive }: Pick<FrameProps, 'isLive'>) {
  const say = useShellTexts();
  const { person, account } = useSession();
  const navigate = useNavigate();
  const signOut = useSend(sessionOperations.signOut);
  const name = person?.name ?? account;
  return (
    <div className={styles.account}>
      <span className={styles.live} data-live={isLive} role="status" title={say(isLive ? 'live' : 'notLive')}>
        <span className="visually-hidden">{say(isLive ? 'live' : 'notLive')}</span>
      </span>
      <Button type="text" onClick={() => setLanguage(language() === 'en' ? 'zh-CN' : 'en')}>
        {say('language')}
      </Button>
      <Bell />
      <Link className={styles.name} to="/account" title={say('account', { name })}>
        {name}
      </Link>
      <Button
        type="text"
        icon={<LogoutOutlined aria-hidden />}
        aria-label={say('signOut')}
        loading={signOut.isPending}
        onClick={() => signOut.mutate({}, { onSettled: () => void navigate('/sign-in') })}
      >
        <span className={styles.wide}>{say('signOut')}</span>
      </Button>
    </div>
  );
}
