import { registerOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Input, Skeleton, Tag } from 'antd';
import { useId, useState } from 'react';
import { usePages, useRead, useSend } from '../../api/hooks.js';
import { usePerson } from '../../api/session.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { dayOf, lastDayOf } from '../../parts/format/day.js';
import { toSecond } from '../../parts/format/time.js';
import office from '../../parts/office/office.module.css';
import { Pairs } from '../../parts/office/pairs.js';
import { Panel } from '../../parts/office/panel.js';
import { useNames } from '../../parts/person/use-names.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { DESCRIPTIONS } from './fields.js';
import type { Known } from './index.js';
import { STATE_COLOURS, type Proposal } from './states.js';
import styles from './registers.module.css';
import { shown } from './show.js';
import { useRegisterTexts } from './texts.js';
import { useShownNames } from './use-shown-names.js';
import { validity } from './validity.js';

interface PanelProps {
  readonly of: Known;
  readonly proposal: string;
  readonly onClose: () => void;
}

/** What a second person looks at before they confirm. */
export function ProposalPanel({ of, proposal, onClose }: PanelProps) {
  const say = useRegisterTexts();
  const params = { register: of.register, proposal };
  const head = useRead(registerOperations.readRegisterProposal, { params });
  const changes = usePages(registerOperations.listProposedChanges, { params });
  const nameOf = useNames([head.data?.proposedBy, head.data?.decidedBy]);
  const problem = head.error ?? changes.query.error;
  const { data } = head;
  return (
    <Panel title={say('proposalTitle', { document: data?.document ?? '' })} onClose={onClose}>
      {problem === null ? null : <Trouble problem={problem} onAgain={() => void head.refetch()} />}
      {data === undefined ? (
        problem === null ? (
          <Skeleton active />
        ) : null
      ) : (
        <>
          <section className={office.section}>
            <Pairs
              of={[
                [
                  say('state'),
                  <Tag key="state" color={STATE_COLOURS[data.state]}>
                    {say(data.state)}
                  </Tag>,
                ],
                [say('entriesCount'), data.count],
                [say('proposedBy'), `${nameOf(data.proposedBy)} · ${toSecond(data.proposedAt)}`],
                [
                  say('decidedBy'),
                  data.decidedBy === null || data.decidedAt === null
                    ? null
                    : `${nameOf(data.decidedBy)} · ${toSecond(data.decidedAt)}`,
                ],
                [say('reason'), data.reason],
              ]}
            />
          </section>
          <section className={office.section} aria-label={say('changes')}>
            <h2>{say('changes')}</h2>
            <p className={office.hint}>{say('changesHint')}</p>
            {changes.query.isPending ? <Skeleton active /> : null}
            {changes.items.map((each) => (
              <Changed key={each.change.id} of={each} register={of.register} />
            ))}
            {changes.more ? (
              <Button onClick={changes.readMore} loading={changes.query.isFetchingNextPage}>
                {say('changes')} {changes.items.length}/{data.count}
              </Button>
            ) : null}
          </section>
          {data.state === 'open' ? (
            <Decide of={of} proposal={data} isRead={!changes.more && !changes.query.isPending} />
          ) : null}
        </>
      )}
    </Panel>
  );
}

type Change = ResultOf<typeof registerOperations.listProposedChanges>['items'][number];

function Changed({ of: { change, now }, register }: { readonly of: Change; readonly register: Known['register'] }) {
  const say = useRegisterTexts();
  const said = change.change === 'put' ? change.data : {};
  const nameOf = useShownNames(register, [said, now?.data ?? {}]);
  if (change.change === 'end') {
    const { at } = change;
    return (
      <article className={styles.change}>
        <h3>
          {change.id} <Tag color="red">{say('isEnd')}</Tag>
        </h3>
        <p>{at === null ? say('endsNow') : say('endsAt', { at: dayOf(at) })}</p>
      </article>
    );
  }
  const { from, to } = change;
  const isSame = (name: string): boolean =>
    JSON.stringify(said[name] ?? null) === JSON.stringify(now?.data[name] ?? null);
  const pairs = DESCRIPTIONS[register].fields.map(({ name, label, kind }) => {
    const value = shown(kind, said[name], say, nameOf);
    if (now === null || isSame(name)) return [say(label), value] as const;
    const before = shown(kind, now.data[name], say, nameOf);
    return [
      say(label),
      <>
        <del className={office.old}>{before === '' ? say('none') : before}</del>{' '}
        <ins>{value === '' ? say('none') : value}</ins>
      </>,
    ] as const;
  });
  const until = to === null ? '' : ` – ${lastDayOf(to)}`;
  return (
    <article className={styles.change}>
      <h3>
        {change.id} <Tag color={now === null ? 'green' : 'blue'}>{say(now === null ? 'isNew' : 'isChange')}</Tag>
      </h3>
      <Pairs
        of={[
          ...pairs,
          [say('validity'), from === null ? say('fromConfirmation') + until : validity({ from, to }, say)],
        ]}
      />
    </article>
  );
}

interface DecideProps {
  readonly of: Known;
  readonly proposal: Proposal;
  readonly isRead: boolean;
}

function Decide({ of, proposal: { proposal, digest, count, proposedBy }, isRead }: DecideProps) {
  const say = useRegisterTexts();
  const id = useId();
  const { id: person } = usePerson();
  const announce = useAnnounce();
  const [reason, setReason] = useState('');
  const [isLacking, setLacking] = useState(false);
  const confirm = useSend(registerOperations.confirmProposal);
  const turnDown = useSend(registerOperations.turnDownProposal);
  const withdraw = useSend(registerOperations.withdrawProposal);
  const params = { register: of.register, proposal };
  const told = (text: 'didConfirm' | 'didTurnDown' | 'didWithdraw') => ({
    onSuccess: () => announce(say(text)),
  });
  if (proposedBy === `person:${person}`) {
    return (
      <section className={office.section}>
        <p className={office.hint}>{say('own')}</p>
        {withdraw.error === null ? null : <Trouble problem={withdraw.error} />}
        <Button loading={withdraw.isPending} onClick={() => withdraw.mutate({ params }, told('didWithdraw'))}>
          {say('withdraw')}
        </Button>
      </section>
    );
  }
  if (!of.mayConfirm) return null;
  const refuse = (): void => {
    setLacking(reason.trim() === '');
    if (reason.trim() !== '') turnDown.mutate({ params, body: { reason: reason.trim() } }, told('didTurnDown'));
  };
  const problem = confirm.error ?? turnDown.error;
  return (
    <section className={office.section}>
      <div className={office.fields}>
        <p className={office.hint}>{say(isRead ? 'confirmHint' : 'readAll', { count })}</p>
        <div>
          <label htmlFor={id}>{say('reason')}</label>
          <Input id={id} maxLength={2000} value={reason} onChange={({ target }) => setReason(target.value)} />
        </div>
        {isLacking ? (
          <p role="alert" className={office.fault}>
            {say('fillReason')}
          </p>
        ) : null}
        {problem === null ? null : <Trouble problem={problem} />}
        <p className={office.acts}>
          <Button
            type="primary"
            disabled={!isRead}
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ params, body: { digest } }, told('didConfirm'))}
          >
            {say('confirm')}
          </Button>
          <Button loading={turnDown.isPending} onClick={refuse}>
            {say('turnDown')}
          </Button>
        </p>
      </div>
    </section>
  );
}
