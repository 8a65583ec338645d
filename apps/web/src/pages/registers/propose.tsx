import { REGISTER_DATA, registerOperations } from '@quanheng/contracts';
import { Alert, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { useSend } from '../../api/hooks.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { endOfDay, lastDayOf, startOfDay } from '../../parts/format/day.js';
import office from '../../parts/office/office.module.css';
import { Panel } from '../../parts/office/panel.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { DESCRIPTIONS, tidied } from './fields.js';
import { FieldInput } from './field-input.js';
import type { Known } from './index.js';
import { useRegisterTexts } from './texts.js';

interface ProposeProps {
  readonly of: Known;
  /** Absent: a new one. */
  readonly entry?: {
    readonly id: string;
    readonly inForce: { readonly data: Readonly<Record<string, unknown>>; readonly to: number | null } | null;
    readonly isEnd: boolean;
  };
  readonly onClose: () => void;
}

const momentOf = (day: string, of: (day: string) => number): number | null => (day === '' ? null : of(day));

/** Proposes one entry, its change or its end; a second person confirms. */
export function Propose({ of: { register }, entry, onClose }: ProposeProps) {
  const say = useRegisterTexts();
  const prefix = useId();
  const send = useSend(registerOperations.proposeRegister);
  const { number, fields } = DESCRIPTIONS[register];
  const [id, setId] = useState(entry?.id ?? '');
  const [data, setData] = useState<Readonly<Record<string, unknown>>>(entry?.inForce?.data ?? {});
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState(entry?.inForce?.to == null ? '' : lastDayOf(entry.inForce.to));
  const [document, setDocument] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const isEnd = entry?.isEnd === true;
  const change = () => {
    const of = id.trim();
    if (isEnd) return { change: 'end', id: of, at: momentOf(until, endOfDay) } as const;
    const span = { from: momentOf(from, startOfDay), to: momentOf(until, endOfDay) };
    return { change: 'put', id: of, ...span, data: tidied(register, data) } as const;
  };
  const faults = (): readonly string[] => {
    const parsed = isEnd ? null : REGISTER_DATA[register].safeParse(tidied(register, data));
    const names = new Set((parsed?.error?.issues ?? []).map(({ path }) => path[0]));
    return [
      ...(id.trim() === '' ? [say(number)] : []),
      ...fields.filter(({ name }) => names.has(name)).map(({ label }) => say(label)),
      ...(document.trim() === '' ? [say('document')] : []),
    ];
  };
  const propose = (): void => {
    const found = faults();
    setWrong(found);
    if (found.length > 0) return;
    send.mutate({ params: { register }, body: { document: document.trim(), changes: [change()] } });
  };
  const title =
    entry === undefined
      ? say('addTitle', { register: say(register) })
      : say(isEnd ? 'endTitle' : 'changeTitle', { id: entry.id });
  return (
    <Panel title={title} onClose={onClose}>
      {send.isSuccess ? (
        <Done
          register={register}
          proposal={String(send.data.result['proposal'])}
          text={say('proposed')}
          onClose={onClose}
        />
      ) : (
        <form
          className={office.fields}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            propose();
          }}
        >
          <p className={office.hint}>{say(isEnd ? 'endHint' : 'proposeHint')}</p>
          {isEnd ? null : (
            <>
              <div>
                <label htmlFor={`${prefix}id`}>{say(number)}</label>
                <Input
                  id={`${prefix}id`}
                  maxLength={100}
                  readOnly={entry !== undefined}
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
                    value={data[field.name]}
                    onChange={(value) => setData((before) => ({ ...before, [field.name]: value }))}
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
          <div>
            <label htmlFor={`${prefix}document`}>{say('document')}</label>
            <Input
              id={`${prefix}document`}
              maxLength={200}
              value={document}
              onChange={({ target }) => setDocument(target.value)}
            />
          </div>
          {wrong.length === 0 ? null : (
            <p role="alert" className={office.fault}>
              {say('check', { list: wrong.join('、') })}
            </p>
          )}
          {send.error === null ? null : <Trouble problem={send.error} />}
          <p>
            <Button type="primary" htmlType="submit" loading={send.isPending}>
              {say('propose')}
            </Button>
          </p>
        </form>
      )}
    </Panel>
  );
}

interface DoneProps {
  readonly register: string;
  readonly proposal: string;
  readonly text: string;
  readonly onClose: () => void;
}

/** It is proposed: nothing holds yet, and here it can be looked at. */
export function Done({ register, proposal, text, onClose }: DoneProps) {
  const say = useRegisterTexts();
  return (
    <>
      <Alert type="success" showIcon role="status" title={text} />
      <p className={office.acts} style={{ marginTop: 16 }}>
        <Link to={`/registers/${register}?view=proposals&proposal=${proposal}`} onClick={onClose}>
          {say('toProposal')}
        </Link>
      </p>
    </>
  );
}
