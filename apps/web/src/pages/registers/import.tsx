import { DownloadOutlined, FileExcelOutlined } from '@ant-design/icons';
import { registerOperations, type Register } from '@quanheng/contracts';
import { Alert, Button, Input } from 'antd';
import { useId, useRef, useState } from 'react';
import { addressOf } from '../../api/client.js';
import { useSend } from '../../api/hooks.js';
import type { ApiProblem } from '../../api/problem.js';
import office from '../../parts/office/office.module.css';
import { Panel } from '../../parts/office/panel.js';
import { Table } from '../../parts/office/table.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { Done } from './propose.js';
import styles from './registers.module.css';
import { rowFaults } from './row-faults.js';
import { useRegisterTexts } from './texts.js';

interface ImportProps {
  readonly register: Register;
  readonly onClose: () => void;
}

/** A sheet becomes one proposal, or is told cell by cell what is wrong with it. */
export function Import({ register, onClose }: ImportProps) {
  const say = useRegisterTexts();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [document, setDocument] = useState('');
  const [lacking, setLacking] = useState<'fillFile' | 'fillDocument' | null>(null);
  const send = useSend(registerOperations.importRegister);
  const choose = (chosen: File | undefined): void => {
    // The same file, saved anew, is another one.
    if (picker.current !== null) picker.current.value = '';
    if (chosen === undefined) return;
    setFile(chosen);
    send.reset();
  };
  const submit = (): void => {
    const lacks = file === null ? 'fillFile' : document.trim() === '' ? 'fillDocument' : null;
    setLacking(lacks);
    if (lacks !== null || file === null) return;
    send.mutate({ params: { register }, query: { document: document.trim() }, file });
  };
  return (
    <Panel title={say('importTitle', { register: say(register) })} onClose={onClose}>
      {send.isSuccess ? (
        <Done
          register={register}
          proposal={String(send.data.result['proposal'])}
          text={say('imported')}
          onClose={onClose}
        />
      ) : (
        <div className={office.fields}>
          <p className={office.hint}>{say('importHint')}</p>
          <p>
            <Button
              icon={<DownloadOutlined aria-hidden />}
              href={addressOf(registerOperations.readRegisterTemplate, { params: { register } })}
            >
              {say('template')}
            </Button>
          </p>
          <div>
            <label htmlFor={`${id}file`}>{say('file')}</label>
            <span className={styles.chosenFile}>
              <input
                ref={picker}
                id={`${id}file`}
                className="visually-hidden"
                type="file"
                accept=".xlsx"
                tabIndex={-1}
                onChange={({ target }) => choose(target.files?.[0])}
              />
              <Button icon={<FileExcelOutlined aria-hidden />} onClick={() => picker.current?.click()}>
                {say('chooseFile')}
              </Button>
              <span>{file?.name ?? say('noFile')}</span>
            </span>
          </div>
          <div>
            <label htmlFor={`${id}document`}>{say('document')}</label>
            <Input
              id={`${id}document`}
              maxLength={200}
              value={document}
              onChange={({ target }) => setDocument(target.value)}
            />
          </div>
          {lacking === null ? null : (
            <p role="alert" className={office.fault}>
              {say(lacking)}
            </p>
          )}
          <p>
            <Button type="primary" loading={send.isPending} onClick={submit}>
              {say('send')}
            </Button>
          </p>
          {send.error === null ? null : <Wrong problem={send.error} />}
        </div>
      )}
    </Panel>
  );
}

function Wrong({ problem }: { readonly problem: ApiProblem }) {
  const say = useRegisterTexts();
  const faults = rowFaults(problem);
  if (faults.length === 0) return <Trouble problem={problem} />;
  return (
    <section aria-label={say('fault')}>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={say('importWrong', { count: faults.length })}
        description={say('importWrongHint')}
      />
      <Table
        label={say('fault')}
        rows={faults}
        idOf={({ key }) => key}
        columns={[
          { key: 'row', head: say('row'), isShort: true, cell: ({ row }) => say('rowOf', { row }) },
          { key: 'column', head: say('column'), cell: ({ column }) => column },
          { key: 'message', head: say('fault'), cell: ({ message }) => message },
        ]}
      />
    </section>
  );
}
