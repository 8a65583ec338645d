import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { ApiProblem } from '../../api/problem.js';
import { Trouble } from '../trouble/trouble.js';
import office from './office.module.css';

interface ReasonedProps {
  readonly label: string;
  /** Said when nothing was written. */
  readonly lacking: string;
  readonly problem: ApiProblem | null;
  readonly acts: readonly {
    readonly label: string;
    readonly isBusy: boolean;
    readonly isDanger?: boolean;
    readonly act: (reason: string) => void;
  }[];
}

/** Acts that are not done without saying why. */
export function Reasoned({ label, lacking, problem, acts }: ReasonedProps) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [isLacking, setLacking] = useState(false);
  return (
    <div className={office.fields}>
      <div>
        <label htmlFor={id}>{label}</label>
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      {isLacking ? (
        <p role="alert" className={office.fault}>
          {lacking}
        </p>
      ) : null}
      {problem === null ? null : <Trouble problem={problem} />}
      <p className={office.acts}>
        {acts.map(({ label: name, isBusy, isDanger, act }, index) => (
          <Button
            key={name}
            type={index === 0 ? 'primary' : 'default'}
            danger={isDanger === true}
            loading={isBusy}
            onClick={() => {
              setLacking(reason.trim() === '');
              if (reason.trim() !== '') act(reason.trim());
            }}
          >
            {name}
          </Button>
        ))}
      </p>
    </div>
  );
}
