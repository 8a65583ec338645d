import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { language, setLanguage } from '../../i18n/texts.js';
import { ChangePassword } from './change-password.js';
import { Enter } from './enter.js';
import styles from './sign-in.module.css';
import { useSignInTexts } from './texts.js';

export function Component() {
  const say = useSignInTexts();
  const [search] = useSearchParams();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.product}>
          <img src="/icon.svg" alt="" width="32" height="32" /> {say('product')}
        </p>
        {search.get('step') === 'password' ? <ChangePassword /> : <Enter />}
      </div>
      <Button type="link" onClick={() => setLanguage(language() === 'en' ? 'zh-CN' : 'en')}>
        {say('language')}
      </Button>
    </main>
  );
}
