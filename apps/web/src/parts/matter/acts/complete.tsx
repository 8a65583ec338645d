import { itemOperations, type WireValue } from '@quanheng/contracts';
import { Button, Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useSend, type Sent } from '../../../api/hooks.js';
import { useAnnounce } from '../../announcement/announcements.js';
import { Refusal } from '../../refusal/refusal.js';
import { Trouble } from '../../trouble/trouble.js';
import { shortly } from '../../format/time.js';
import { isKnownOutcome } from '../outcome.js';
import { useTell, type Actions, type Step } from '../use-matter.js';
import { isForOthers, reasonsAgainst } from './curable.js';
import { Reauthenticate } from './reauthenticate.js';
import { BallotScan } from './scan.js';
import { useActTexts } from './texts.js';
import type { Content, Keeping } from './use-draft.js';
import styles from '../matter.module.css';

type Body = Sent<typeof itemOperations.completeItem>['body'];
const PHRASES = ['phrase1', 'phrase2', 'phrase3', 'phrase4', 'phrase5', 'phrase6'] as const;

interface CompleteProps {
  readonly instance: string;
  readonly item: string;
  readonly step: Step;
  readonly button: Actions['complete'];
  /** A form is filled in with it. */
  readonly hasForm: boolean;
  /** Opens returning; null: it cannot be returned. */
  readonly onReturn: (() => void) | null;
  /** What is filled in in the form; null: something is wrong in it; undefined: there is none. */
  readonly filledIn: () => Record<string, WireValue> | null | undefined;
  readonly opinion: string;
  readonly onOpinion: (opinion: string) => void;
  readonly keeping: Keeping;
  readonly onSent: () => void;
  readonly onDone: () => void;
}

/** Doing the work: what has to be ticked, the opinion, and a button for each answer. */
export function Complete(props: CompleteProps) {
  const { instance, item, step, button, hasForm, onReturn, filledIn, opinion, onOpinion, keeping, onSent, onDone } =
    props;
  const say = useActTexts();
  const tell = useTell(instance);
  const announce = useAnnounce();
  const [verified, setVerified] = useState<string[]>([]);
  const [attendance, setAttendance] = useState<'inPerson' | 'video'>('inPerson');
  const [tally, setTally] = useState<Partial<NonNullable<Body['tally']>>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [waiting, setWaiting] = useState<Body | null>(null);
  const send = useSend(itemOperations.completeItem);
  const against = reasonsAgainst(button, hasForm);
  const isProofAsked = send.error?.reasons.some(({ code }) => code === 'AUTH_STRENGTH') ?? false;

  const deliver = (body: Body): void => {
    const label = labelOf(body.outcome ?? null, step, say, tell);
    setWaiting(body);
    send.mutate(
      { params: { instance, item }, body },
      {
        onSuccess: () => {
          onSent();
          announce(say('done', { act: label }));
          onDone();
        },
      },
    );
  };
  const answer = (outcome: string | null): void => {
    const variables = filledIn();
    const { approve, disapprove, defer } = tally;
    const isCounted = approve !== undefined && disapprove !== undefined && defer !== undefined;
    const lack = variables === null ? 'formWrong' : step.isTally && !isCounted ? 'needTally' : null;
    setWrong(lack === null ? null : say(lack));
    if (lack !== null || variables === null) return;
    deliver({
      ...(variables === undefined || Object.keys(variables).length === 0 ? {} : { variables }),
      ...(outcome === null ? {} : { outcome }),
      ...(opinion.trim() === '' ? {} : { opinion: opinion.trim() }),
      ...(step.verify.length === 0 ? {} : { verified }),
      ...(step.isAttendance && outcome === 'approve' ? { attendance } : {}),
      ...(step.isTally && isCounted ? { tally: { approve, disapprove, defer } } : {}),
    });
  };
  const outcomes = step.outcomes.length === 0 ? [null] : step.outcomes;

  return (
    <Form layout="vertical" className={styles.complete ?? ''} component="div">
      {step.verify.length === 0 ? null : (
        <Form.Item label={say('verify')}>
          <Checkbox.Group
            options={step.verify.map((value) => ({ value, label: tell(value) }))}
            value={verified}
            onChange={(ticked) => setVerified(ticked)}
          />
        </Form.Item>
      )}
      {step.isAttendance ? (
        <Form.Item label={say('attendance')}>
          <Radio.Group
            value={attendance}
            onChange={({ target }) => setAttendance(target.value as 'inPerson' | 'video')}
            options={(['inPerson', 'video'] as const).map((value) => ({ value, label: say(value) }))}
          />
        </Form.Item>
      ) : null}
      {step.isTally ? (
        <Form.Item label={say('tally')}>
          {(['approve', 'disapprove', 'defer'] as const).map((vote) => (
            <InputNumber<number>
              key={vote}
              className={styles.votes ?? ''}
              prefix={say(`${vote}Votes`)}
              aria-label={say(`${vote}Votes`)}
              min={0}
              precision={0}
              value={tally[vote] ?? null}
              onChange={(count) => setTally({ ...tally, [vote]: count ?? undefined })}
            />
          ))}
          <BallotScan {...{ instance, item, evidence: step.evidence }} />
        </Form.Item>
      ) : null}
      <Form.Item label={say('opinion')} htmlFor={`opinion-${item}`}>
        <Input.TextArea
          id={`opinion-${item}`}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={20_000}
          value={opinion}
          onChange={({ target }) => onOpinion(target.value)}
        />
        <Select
          className={styles.phrases ?? ''}
          size="small"
          variant="borderless"
          aria-label={say('phrases')}
          placeholder={say('phrases')}
          value={null}
          onChange={(phrase: string) => onOpinion(opinion + phrase)}
          options={PHRASES.map((key) => ({ value: say(key), label: say(key) }))}
        />
      </Form.Item>
      {wrong === null ? null : (
        <p role="alert" className={styles.wrong}>
          {wrong}
        </p>
      )}
      {send.error === null || isProofAsked ? null : <Trouble problem={send.error} basis={step.basis} />}
      {isProofAsked && waiting !== null ? (
        <Reauthenticate onDone={() => deliver(waiting)} onCancel={() => send.reset()} />
      ) : (
        <div className={styles.answers}>
          {outcomes.map((outcome, index) => (
            <Button
              key={outcome ?? ''}
              size="large"
              type={index === 0 ? 'primary' : 'default'}
              disabled={against.length > 0}
              loading={send.isPending}
              onClick={() => answer(outcome)}
            >
              {labelOf(outcome, step, say, tell)}
            </Button>
          ))}
          {onReturn === null ? null : (
            <Button size="large" onClick={onReturn}>
              {say('return')}
            </Button>
          )}
          <span className={styles.keeping} role="status">
            {keeping.kind === 'saving' ? say('saving') : null}
            {keeping.kind === 'failed' ? say('notSaved') : null}
            {keeping.kind === 'saved' ? say('saved', { at: shortly(keeping.at, keeping.at) }) : null}
          </span>
        </div>
      )}
      {against.length === 0 ? null : (
        <Refusal reasons={against} basis={step.basis} {...(isForOthers(against) ? { title: say('notMine') } : {})} />
      )}
    </Form>
  );
}

/** What an answer is called on its button. */
function labelOf(
  outcome: string | null,
  step: Step,
  say: ReturnType<typeof useActTexts>,
  tell: (text: string) => string,
): string {
  if (outcome === null) return say('complete');
  if (!isKnownOutcome(outcome)) return tell(outcome);
  if (outcome === 'recuse') return say('recuseOutcome');
  if (outcome !== 'approve') return say(outcome);
  if (step.isAttendance) return say('signIn');
  if (step.isPen) return say('sign');
  if (step.outcomes.length > 1) return say('approve');
  return step.title === '' ? say('complete') : tell(step.title);
}

export type { Content };
