import { factSchema, organisationOperations, type FACT_KINDS } from '@quanheng/contracts';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { usePerson } from '../../api/session.js';
import { endOfDay } from '../../parts/format/day.js';
import office from '../../parts/office/office.module.css';
import { Panel } from '../../parts/office/panel.js';
import { beginOf, endOf } from './begin.js';
import { FieldInput } from './field-input.js';
import { Findings } from './findings.js';
import type { Fact } from './facts.js';
import { dataOf, descriptionOf, type Kind } from './fields.js';
import { isAt, valueAt, withAt } from './places.js';
import { useAdministrationTexts } from './texts.js';

interface FactFormProps {
  readonly kind: Kind;
  /** Absent: a new one. */
  readonly fact?: Fact;
  readonly isEnd?: boolean;
  readonly onClose: () => void;
}

/** Says how something is from a day on, or that it ends. All of it is asked of the rules at once. */
export function FactForm({ kind, fact, isEnd = false, onClose }: FactFormProps) {
  const say = useAdministrationTexts();
  const prefix = useId();
  const announce = useAnnounce();
  const send = useSend(organisationOperations.changeOrganisation);
  const { id: idName, fields: all } = descriptionOf(kind);
  const fields = all.filter(({ isOfDoer }) => isOfDoer !== true);
  const { id: person } = usePerson();
  const [id, setId] = useState(fact?.id ?? '');
  const [data, setData] = useState<Readonly<Record<string, unknown>>>((fact?.data ?? {}) as Record<string, unknown>);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [document, setDocument] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const save = (): void => {
    if (isEnd) {
      const end = { change: 'end', kind: kind satisfies (typeof FACT_KINDS)[number], id } as const;
      const at = endOf(until);
      const change = document.trim() === '' ? { ...end, at } : { ...end, at, document: document.trim() };
      send.mutate({ body: { changes: [change] } }, done('ended'));
      return;
    }
    const begins = beginOf(from);
    const to = until === '' ? null : endOfDay(until);
    // Somebody else confirms it as it stands then.
    const own = kind === 'substituteReview' ? { proposedBy: person, confirmedBy: null } : {};
    const said = dataOf(kind, { ...data, ...own });
    const parsed = factSchema.safeParse({ kind, id: id.trim(), from: begins, to, data: said });
    const places = (parsed.error?.issues ?? []).map(({ path }) => path.slice(path[0] === 'data' ? 1 : 0).join('.'));
    setWrong([
      ...(places.includes('id') ? [say(idName ?? 'id')] : []),
      ...fields.filter(({ name }) => places.some((place) => isAt(place, name))).map(({ label }) => say(label)),
    ]);
    if (parsed.success) send.mutate({ body: { changes: [{ change: 'put', fact: parsed.data }] } }, done('saved'));
  };
  const done = (text: 'saved' | 'ended') => ({
    onSuccess: () => {
      announce(say(text));
      onClose();
    },
  });
  const title = fact === undefined ? say('addTitle', { kind: say(kind) }) : say('changeTitle', { id: fact.id });
  return (
    <Panel title={title} onClose={onClose}>
      <form
        className={office.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className={office.hint}>{say(isEnd ? 'endHint' : 'fromHint')}</p>
        {isEnd ? null : (
          <>
            <div>
              <label htmlFor={`${prefix}id`}>{say(idName ?? 'id')}</label>
              <Input
                id={`${prefix}id`}
                maxLength={64}
                readOnly={fact !== undefined}
                value={id}
                onChange={({ target }) => setId(target.value)}
              />
            </div>
            {fields.map((field) => (
              <div key={field.name}>
                <label htmlFor={`${prefix}${field.name}`}>{say(field.label)}</label>
                <FieldInput
                  id={`${prefix}${field.name}`}
                  of={field}
                  value={valueAt(data, field.name)}
                  onChange={(value) => setData((before) => withAt(before, field.name, value))}
                />
              </div>
            ))}
            <div>
              <label htmlFor={`${prefix}from`}>{say('from')}</label>
              <DateInput id={`${prefix}from`} value={from} onChange={setFrom} />
            </div>
          </>
        )}
        <div>
          <label htmlFor={`${prefix}until`}>{say('to')}</label>
          <DateInput id={`${prefix}until`} value={until} onChange={setUntil} />
        </div>
        {isEnd ? (
          <div>
            <label htmlFor={`${prefix}document`}>{say('document')}</label>
            <Input
              id={`${prefix}document`}
              maxLength={200}
              value={document}
              onChange={({ target }) => setDocument(target.value)}
            />
          </div>
        ) : null}
        {wrong.length === 0 ? null : (
          <p role="alert" className={office.fault}>
            {say('check', { list: wrong.join('、') })}
          </p>
        )}
        {send.error === null ? null : <Findings problem={send.error} />}
        <p>
          <Button type="primary" danger={isEnd} htmlType="submit" loading={send.isPending}>
            {say(isEnd ? 'end' : 'save')}
          </Button>
        </p>
      </form>
    </Panel>
  );
}
