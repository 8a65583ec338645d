import { Button } from 'antd';
import { useState } from 'react';
import { useSession } from '../../api/session.js';
import { dayOf, lastDayOf } from '../../parts/format/day.js';
import office from '../../parts/office/office.module.css';
import { Pairs } from '../../parts/office/pairs.js';
import { Panel } from '../../parts/office/panel.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { ConfirmSubstitute } from './confirm-substitute.js';
import { Credentials } from './credentials.js';
import { FactForm } from './fact-form.js';
import type { Fact } from './facts.js';
import { descriptionOf, type Kind } from './fields.js';
import { valueAt } from './places.js';
import { namesIn, shown, type Data } from './show.js';
import { useAdministrationTexts } from './texts.js';
import { useFactNames } from './use-fact-names.js';

interface FactPanelProps {
  readonly kind: Kind;
  readonly fact: Fact;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}
const WHO = { systemAdministrator: 'system', securityAdministrator: 'security', catalogueOwner: 'owner' } as const;

/** What is known of one thing, and for whom it is theirs, changing or ending it. */
export function FactPanel({ kind, fact, mayChange, onClose }: FactPanelProps) {
  const say = useAdministrationTexts();
  const { roles, account } = useSession();
  const [act, setAct] = useState<'change' | 'end' | null>(null);
  const { by, id, fields } = descriptionOf(kind);
  const data = fact.data as Data;
  const nameOf = useFactNames(namesIn(fields, data), kind === 'processBinding');
  const processName = useProcessNames();
  if (act !== null) return <FactForm kind={kind} fact={fact} isEnd={act === 'end'} onClose={onClose} />;
  const { from, to } = fact;
  const span =
    to === null ? say('since', { from: dayOf(from) }) : say('span', { from: dayOf(from), to: lastDayOf(to) });
  const [lead] = id === undefined ? fields : [];
  const own = kind === 'processBinding' ? processName(fact.id) : fact.id;
  const title = lead === undefined ? own : shown(lead, valueAt(data, lead.name), say, nameOf);
  return (
    <Panel title={`${say(kind)} · ${title}`} onClose={onClose}>
      <section className={office.section}>
        <Pairs
          of={[
            [say(id ?? 'id'), fact.id],
            ...fields.map((field) => [say(field.label), shown(field, valueAt(data, field.name), say, nameOf)] as const),
            [say('validity'), span],
          ]}
        />
      </section>
      {mayChange && fact.kind === 'substituteReview' && fact.data.confirmedBy === null ? (
        <ConfirmSubstitute fact={fact} onClose={onClose} />
      ) : null}
      {mayChange ? (
        <p className={`${office.acts ?? ''} ${office.section ?? ''}`}>
          <Button type="primary" onClick={() => setAct('change')}>
            {say('change')}
          </Button>
          <Button onClick={() => setAct('end')}>{say('end')}</Button>
        </p>
      ) : (
        <p className={office.hint}>{say('readOnly', { who: say(WHO[by]) })}</p>
      )}
      {kind === 'account' && roles.includes('securityAdministrator') && fact.id !== account ? (
        <Credentials account={fact.id} isWorker={data['kind'] === 'worker'} />
      ) : null}
    </Panel>
  );
}
