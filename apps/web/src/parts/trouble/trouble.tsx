import { Alert, Button } from 'antd';
import type { ApiProblem } from '../../api/problem.js';
import { Refusal, type RefusalProps } from '../refusal/refusal.js';
import { useTroubleTexts } from './texts.js';
import styles from './trouble.module.css';

interface TroubleProps {
  readonly problem: ApiProblem;
  readonly onAgain?: () => void;
  /** Shown with a refusal. */
  readonly basis?: RefusalProps['basis'];
}

/** Why something did not work, in words of the server where it has any, and what to do. */
export function Trouble({ problem, onAgain, basis = [] }: TroubleProps) {
  const say = useTroubleTexts();
  if (problem.code === 'refused') return <Refusal reasons={problem.reasons} basis={basis} />;
  const { errors = [], instance } = problem.problem ?? {};
  // What the server says of these is for the person; of the others it is for whoever looks after the server.
  const isTold = problem.code === 'invalid' || problem.code === 'conflict';
  return (
    <Alert
      className={styles.trouble ?? ''}
      type="error"
      showIcon
      role="alert"
      title={say(problem.code, { seconds: problem.retryAfter ?? 60 })}
      description={
        <>
          {isTold ? <p>{problem.detail}</p> : null}
          {errors.map(({ at, message }) => (
            <p key={at}>{say('at', { at, message })}</p>
          ))}
          {instance === undefined ? null : <p className={styles.id}>{say('request', { id: instance })}</p>}
        </>
      }
      action={onAgain === undefined ? null : <Button onClick={onAgain}>{say('again')}</Button>}
    />
  );
}
