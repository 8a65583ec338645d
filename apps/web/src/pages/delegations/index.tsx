import { definitionOperations, delegationOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useRead, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { toSecond } from '../../parts/format/time.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { Title } from '../../parts/page/title.js';
import { PersonPicker } from '../../parts/person/person-picker.js';
import { useNames } from '../../parts/person/use-names.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './delegations.module.css';
import { useDelegationTexts } from './texts.js';

type Delegation = ResultOf<typeof delegationOperations.listDelegations>['given'][number];
/** Milliseconds: what begins or ends while somebody looks is seen soon. */
const AGAIN = 5000;
const COLOURS = { coming: 'blue', inForce: 'green', over: 'default' };

export function Component() {
  const say = useDelegationTexts();
  const { data, error, refetch } = useRead(delegationOperations.listDelegations, {}, { every: AGAIN });
  return (
    <>
      <Title>{say('title')}</Title>
      <div className={styles.page}>
        {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
        <List title={say('given')} delegations={data?.given ?? []} isMine />
        <Make />
        <List title={say('received')} delegations={data?.received ?? []} isMine={false} />
      </div>
    </>
  );
}

interface ListProps {
  readonly title: string;
  readonly delegations: readonly Delegation[];
  readonly isMine: boolean;
}

function List({ title, delegations, isMine }: ListProps) {
  const say = useDelegationTexts();
  const announce = useAnnounce();
  const end = useSend(delegationOperations.endDelegation);
  const processOf = useProcessNames();
  const nameOf = useNames(delegations.flatMap(({ from, to }) => [`person:${from}`, `person:${to}`]));
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {end.error === null ? null : <Trouble problem={end.error} />}
      {delegations.length === 0 ? (
        <p className={styles.weak}>
          {say('none')}。{isMine ? say('noneHint') : null}
        </p>
      ) : null}
      <ul>
        {delegations.map(({ delegation, from, to, since, until, processes, document, state }) => (
          <li key={delegation}>
            <strong>{nameOf(`person:${isMine ? to : from}`)}</strong>
            <Tag color={COLOURS[state]}>{say(state)}</Tag>
            <span>
              {until === null
                ? say('unlimited', { from: toSecond(since) })
                : say('until', { from: toSecond(since), to: toSecond(until) })}
            </span>
            <span className={styles.weak}>
              {processes.length === 0 ? say('allProcesses') : processes.map(processOf).join('、')} · {document}
            </span>
            {isMine && state !== 'over' ? (
              <Button
                size="small"
                loading={end.isPending}
                onClick={() => end.mutate({ params: { delegation } }, { onSuccess: () => announce(say('ended')) })}
              >
                {say('end')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Make() {
  const say = useDelegationTexts();
  const announce = useAnnounce();
  const make = useSend(delegationOperations.delegate);
  const names = useRead(definitionOperations.listDefinitions, { query: { status: 'published', limit: '200' } });
  const [persons, setPersons] = useState<readonly string[]>([]);
  const [processes, setProcesses] = useState<string[]>([]);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [document, setDocument] = useState('');
  const [isLacking, setLacking] = useState(false);
  const unusable = unusableIn(make.data?.result);
  const known = new Map((names.data?.items ?? []).map(({ process, name }) => [process, name]));
  const send = (): void => {
    const [to] = persons;
    const lacks = to === undefined || until === '' || document.trim() === '';
    setLacking(lacks);
    if (lacks) return;
    const begins = Date.parse(`${from}:00+08:00`);
    const body = { to, until: Date.parse(`${until}:00+08:00`), processes, document: document.trim() };
    // Whole minutes are typed: a beginning that has just passed is now, which the server knows best.
    make.mutate(
      { body: begins > Date.now() ? { ...body, from: begins } : body },
      {
        onSuccess: () => {
          announce(say('made'));
          setPersons([]);
          setProcesses([]);
          setFrom('');
          setUntil('');
          setDocument('');
        },
      },
    );
  };
  return (
    <section className={styles.section}>
      <h2>{say('add')}</h2>
      <div className={styles.make}>
        <span>{say('to')}</span>
        <PersonPicker label={say('to')} value={persons} onChange={setPersons} />
        <span>{say('span')}</span>
        <span className={styles.span}>
          <DateInput hasTime label={`${say('span')} 1`} value={from} onChange={setFrom} />
          <DateInput hasTime label={`${say('span')} 2`} value={until} onChange={setUntil} />
        </span>
        <span>{say('processes')}</span>
        <Select
          mode="multiple"
          aria-label={say('processes')}
          placeholder={say('allProcesses')}
          value={processes}
          onChange={setProcesses}
          options={[...known].map(([value, label]) => ({ value, label }))}
        />
        <label htmlFor="delegation-document">{say('document')}</label>
        <Input
          id="delegation-document"
          maxLength={200}
          value={document}
          onChange={({ target }) => setDocument(target.value)}
        />
      </div>
      {isLacking ? <p role="alert">{say('needed')}</p> : null}
      {make.error === null ? null : <Trouble problem={make.error} />}
      {unusable.length === 0 ? null : <p role="status">{say('unusable', { list: unusable.join('、') })}</p>}
      <Button type="primary" loading={make.isPending} onClick={send}>
        {say('make')}
      </Button>
    </section>
  );
}

/** In which processes whoever acts could do nothing, as the server says. */
function unusableIn(result: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const found = result?.['unusable'];
  return Array.isArray(found) ? found.map(String) : [];
}
