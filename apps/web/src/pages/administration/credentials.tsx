import { accountOperations, sessionOperations } from '@quanheng/contracts';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '../../api/hooks.js';
import type { ApiProblem } from '../../api/problem.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import office from '../../parts/office/office.module.css';
import { Trouble } from '../../parts/trouble/trouble.js';
import { useAdministrationTexts } from './texts.js';

interface CredentialsProps {
  readonly account: string;
  readonly isWorker: boolean;
}

/** What the security administrator does with the account of somebody else; it asks for a recent proof of who they are. */
export function Credentials({ account, isWorker }: CredentialsProps) {
  const say = useAdministrationTexts();
  const id = useId();
  const announce = useAnnounce();
  const [password, setPassword] = useState('');
  const reset = useSend(accountOperations.resetPassword);
  const token = useSend(accountOperations.renewToken);
  const end = useSend(accountOperations.endSessions);
  const params = { account };
  const act = (): void => {
    if (isWorker) token.mutate({ params });
    else {
      reset.mutate(
        { params, body: { password } },
        {
          onSuccess: () => {
            setPassword('');
            announce(say('didReset'));
          },
        },
      );
    }
  };
  const problem: ApiProblem | null = reset.error ?? token.error ?? end.error;
  return (
    <section className={office.section}>
      <h2>{say('credentials')}</h2>
      <div className={office.fields}>
        {isWorker ? null : (
          <>
            <p className={office.hint}>{say('passwordHint')}</p>
            <div>
              <label htmlFor={id}>{say('password')}</label>
              <Input.Password
                id={id}
                autoComplete="new-password"
                maxLength={128}
                value={password}
                onChange={({ target }) => setPassword(target.value)}
              />
            </div>
          </>
        )}
        {token.data === undefined ? null : (
          <p role="status">
            {say('token')}: <code>{token.data.token}</code>
          </p>
        )}
        {problem === null ? null : problem.code === 'reauthentication-required' ? (
          <Prove onDone={act} />
        ) : (
          <Trouble problem={problem} />
        )}
        <p className={office.acts}>
          <Button
            type="primary"
            disabled={!isWorker && password === ''}
            loading={reset.isPending || token.isPending}
            onClick={act}
          >
            {say(isWorker ? 'renewToken' : 'reset')}
          </Button>
          <Button
            loading={end.isPending}
            onClick={() =>
              end.mutate({ params }, { onSuccess: ({ ended }) => announce(say('didEnd', { count: ended })) })
            }
          >
            {say('endSessions')}
          </Button>
        </p>
      </div>
    </section>
  );
}

function Prove({ onDone }: { readonly onDone: () => void }) {
  const say = useAdministrationTexts();
  const id = useId();
  const [password, setPassword] = useState('');
  const prove = useSend(sessionOperations.reauthenticate);
  return (
    <>
      <div>
        <label htmlFor={id}>{say('prove')}</label>
        <Input.Password
          id={id}
          autoComplete="current-password"
          maxLength={128}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </div>
      {prove.error === null ? null : <Trouble problem={prove.error} />}
      <p>
        <Button
          disabled={password === ''}
          loading={prove.isPending}
          onClick={() => prove.mutate({ body: { password } }, { onSuccess: onDone })}
        >
          {say('confirm')}
        </Button>
      </p>
    </>
  );
}
