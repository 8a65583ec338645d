import { KeyOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { ApiProblem } from '../../api/problem.js';
import { Trouble } from '../trouble/trouble.js';
import { hasPasskeys } from './passkey.js';
import { usePasskeyTexts } from './texts.js';

interface PasskeyButtonProps {
  readonly label: string;
  /** Asks the browser, then the server. */
  readonly act: () => Promise<unknown>;
  readonly onDone: () => void;
}

/** In the place of a password; not there where the browser knows no passkeys. */
export function PasskeyButton({ label, act, onDone }: PasskeyButtonProps) {
  const queries = useQueryClient();
  const proof = useMutation({
    mutationFn: act,
    onSuccess: () => {
      void queries.invalidateQueries();
      onDone();
    },
  });
  if (!hasPasskeys()) return null;
  return (
    <>
      {proof.error === null ? null : <PasskeyTrouble error={proof.error} />}
      <Button icon={<KeyOutlined aria-hidden />} loading={proof.isPending} onClick={() => proof.mutate()}>
        {label}
      </Button>
    </>
  );
}

/** What the server answered, or that the browser gave nothing. */
export function PasskeyTrouble({ error }: { readonly error: Error }) {
  const say = usePasskeyTexts();
  // The same code as for a wrong password, which nobody was asked for.
  if (error instanceof ApiProblem && error.code === 'sign-in-failed') {
    return <Alert type="error" showIcon title={say('refused')} description={say('refusedHint')} />;
  }
  if (error instanceof ApiProblem) return <Trouble problem={error} />;
  return <Alert type="warning" showIcon title={say('none')} description={say('noneHint')} />;
}
