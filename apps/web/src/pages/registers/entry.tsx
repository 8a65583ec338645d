import { registerOperations } from '@quanheng/contracts';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/hooks.js';
import { toSecond } from '../../parts/format/time.js';
import { money } from '../../parts/format/money.js';
import office from '../../parts/office/office.module.css';
import { Pairs } from '../../parts/office/pairs.js';
import { Panel } from '../../parts/office/panel.js';
import { Table } from '../../parts/office/table.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { DESCRIPTIONS } from './fields.js';
import type { Known } from './index.js';
import { Propose } from './propose.js';
import { shown } from './show.js';
import { useRegisterTexts } from './texts.js';
import { useShownNames } from './use-shown-names.js';
import { validity } from './validity.js';

interface EntryProps {
  readonly of: Known;
  readonly id: string;
  readonly at: { readonly at?: string };
  readonly onClose: () => void;
}

/** One entry: what it says, what matters have used of it, and everything that it has said before. */
export function Entry({ of, id, at, onClose }: EntryProps) {
  const say = useRegisterTexts();
  const { register } = of;
  const [act, setAct] = useState<'change' | 'end' | null>(null);
  const { data, error, refetch } = useRead(registerOperations.readRegisterEntry, {
    params: { register, entry: id },
    query: at,
  });
  const versions = data?.versions ?? [];
  const proposals = data?.proposals ?? [];
  const nameOf = useShownNames(
    register,
    versions.map(({ data: said }) => said),
    proposals.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]),
  );
  const pairs = (said: Readonly<Record<string, unknown>>) =>
    DESCRIPTIONS[register].fields.map(
      ({ name, label, kind }) => [say(label), shown(kind, said[name], say, nameOf)] as const,
    );
  if (act !== null && data !== undefined) {
    return <Propose of={of} entry={{ id, inForce: data.inForce, isEnd: act === 'end' }} onClose={() => setAct(null)} />;
  }
  const documentOf = (proposal: string): string =>
    proposals.find((each) => each.proposal === proposal)?.document ?? proposal;
  return (
    <Panel title={`${say(register)} · ${id}`} onClose={onClose}>
      {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton active />
        ) : null
      ) : (
        <>
          <section className={office.section}>
            <h2>{say('inForce')}</h2>
            {data.inForce === null ? (
              <p>{say('notInForce')}</p>
            ) : (
              <Pairs of={[...pairs(data.inForce.data), [say('validity'), validity(data.inForce, say)]]} />
            )}
          </section>
          {of.mayPropose && data.inForce !== null ? (
            <p className={`${office.acts ?? ''} ${office.section ?? ''}`}>
              <Button type="primary" onClick={() => setAct('change')}>
                {say('change')}
              </Button>
              <Button onClick={() => setAct('end')}>{say('end')}</Button>
            </p>
          ) : null}
          {data.used.length === 0 ? null : (
            <section className={office.section}>
              <h2>{say('used')}</h2>
              <Table
                label={say('used')}
                rows={data.used}
                idOf={({ limit }) => limit}
                columns={[
                  { key: 'limit', head: say('limit'), cell: ({ limit }) => limit },
                  { key: 'reserved', head: say('reserved'), isNumber: true, cell: ({ reserved }) => money(reserved) },
                  { key: 'spent', head: say('spent'), isNumber: true, cell: ({ spent }) => money(spent) },
                ]}
              />
            </section>
          )}
          <section className={office.section}>
            <h2>{say('history')}</h2>
            {[...versions].reverse().map((version) => (
              <details key={version.from}>
                <summary>
                  {validity(version, say)} ·{' '}
                  {version.proposal === null
                    ? say('ofFounding')
                    : say('broughtBy', { document: documentOf(version.proposal) })}
                </summary>
                <Pairs of={pairs(version.data)} />
              </details>
            ))}
          </section>
          {proposals.length === 0 ? null : (
            <section className={office.section}>
              <h2>{say('ofProposals')}</h2>
              <Table
                label={say('ofProposals')}
                rows={proposals}
                idOf={({ proposal }) => proposal}
                columns={[
                  { key: 'document', head: say('document'), cell: ({ document }) => document },
                  { key: 'by', head: say('proposedBy'), cell: ({ proposedBy }) => nameOf(proposedBy) },
                  { key: 'at', head: say('proposedAt'), cell: ({ proposedAt }) => toSecond(proposedAt) },
                  {
                    ...{ key: 'decided', head: say('decidedBy') },
                    cell: ({ decidedBy }) => (decidedBy === null ? '' : nameOf(decidedBy)),
                  },
                  { key: 'state', head: say('state'), cell: ({ state }) => say(state) },
                ]}
              />
            </section>
          )}
        </>
      )}
    </Panel>
  );
}
