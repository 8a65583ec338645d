import { Button } from 'antd';
import { Link, useRouteError } from 'react-router';
import { Notice } from '../parts/notice/notice.js';
import { useShellTexts } from './texts.js';

export function NothingHere() {
  const say = useShellTexts();
  return (
    <Notice title={say('nothingHere')} hint={say('nothingHereHint')}>
      <Link to="/">{say('toWorkbench')}</Link>
    </Notice>
  );
}

/** A fault of ours, or a file of an older version that is gone from the server: opening the page again reads the new one. */
export function WentWrong() {
  const say = useShellTexts();
  const error = useRouteError();
  return (
    <Notice title={say('broken')} hint={say('brokenHint')}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {say('reload')}
      </Button>
      <pre>{error instanceof Error ? error.message : String(error)}</pre>
    </Notice>
  );
}
