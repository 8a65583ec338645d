import { incidentOperations, instanceOperations } from '@quanheng/contracts';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages, useRead, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { toSecond } from '../../parts/format/time.js';
import { useCommandNames } from '../../parts/office/command-names.js';
import { Listing } from '../../parts/office/listing.js';
import office from '../../parts/office/office.module.css';
import { Panel } from '../../parts/office/panel.js';
import { Table } from '../../parts/office/table.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { useNames } from '../../parts/person/use-names.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { Reasoned } from '../../parts/office/reasoned.js';
import { useOperationsTexts } from './texts.js';

interface Chosen {
  readonly instance: string;
  readonly is: 'suspended' | 'quarantined';
}

/** Matters that stand still because an operator or a fault lets them. */
export function Halted({ mayAct }: { readonly mayAct: boolean }) {
  const say = useOperationsTexts();
  const processName = useProcessNames();
  const commandName = useCommandNames();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const suspended = usePages(instanceOperations.listInstances, { query: { status: 'suspended' } });
  const aside = useRead(incidentOperations.listQuarantine, {});
  const nameOf = useNames((aside.data?.items ?? []).map(({ principal }) => `person:${principal}`));
  return (
    <>
      <section className={office.section}>
        <h2>{say('quarantined')}</h2>
        {aside.error === null ? null : <Trouble problem={aside.error} onAgain={() => void aside.refetch()} />}
        {aside.isPending ? <Skeleton active paragraph={{ rows: 2 }} /> : null}
        {aside.data?.items.length === 0 ? <p className={office.weak}>{say('noQuarantined')}</p> : null}
        {aside.data === undefined || aside.data.items.length === 0 ? null : (
          <Table
            label={say('quarantined')}
            rows={aside.data.items}
            idOf={({ instance }) => instance}
            onChoose={({ instance }) => setChosen({ instance, is: 'quarantined' })}
            columns={[
              { key: 'matter', head: say('matter'), cell: ({ instance }) => instance },
              {
                ...{ key: 'command', head: say('command') },
                cell: ({ command, principal }) => `${commandName(command)} · ${nameOf(`person:${principal}`)}`,
              },
              { key: 'fault', head: say('fault'), cell: ({ message }) => message },
              { key: 'at', head: say('at'), isShort: true, cell: ({ at }) => toSecond(at) },
            ]}
          />
        )}
      </section>
      <section className={office.section}>
        <h2>{say('suspended')}</h2>
        <Listing
          label={say('suspended')}
          pages={suspended}
          idOf={({ id }) => id}
          chosen={chosen?.instance ?? null}
          onChoose={({ id }) => setChosen({ instance: id, is: 'suspended' })}
          columns={[
            { key: 'number', head: say('number'), cell: ({ number, id }) => number ?? id },
            { key: 'process', head: say('process'), cell: ({ process }) => processName(process) },
            { key: 'at', head: say('startedAt'), isShort: true, cell: ({ startedAt }) => toSecond(startedAt) },
          ]}
          empty={{ title: say('noSuspended'), hint: say('noSuspendedHint') }}
        />
      </section>
      {chosen === null ? null : (
        <One key={chosen.instance} of={chosen} mayAct={mayAct} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

interface OneProps {
  readonly of: Chosen;
  readonly mayAct: boolean;
  readonly onClose: () => void;
}

function One({ of: { instance, is }, mayAct, onClose }: OneProps) {
  const say = useOperationsTexts();
  const announce = useAnnounce();
  const resume = useSend(instanceOperations.resumeInstance);
  const release = useSend(incidentOperations.releaseInstance);
  const cancel = useSend(instanceOperations.cancelInstance);
  const params = { instance };
  const done = (text: 'didResume' | 'didRelease' | 'didCancel') => ({
    onSuccess: () => {
      announce(say(text));
      onClose();
    },
  });
  const isAside = is === 'quarantined';
  const goOn = (reason: string): void =>
    isAside
      ? release.mutate({ params, body: { reason } }, done('didRelease'))
      : resume.mutate({ params, query: { reason } }, done('didResume'));
  return (
    <Panel title={say(is)} onClose={onClose}>
      <p className={office.section}>
        <Link to={`/matters/${instance}`}>{say('open')}</Link>
      </p>
      {mayAct ? (
        <Reasoned
          label={say('reason')}
          lacking={say('fillReason')}
          problem={resume.error ?? release.error ?? cancel.error}
          acts={[
            { label: say(isAside ? 'release' : 'resume'), isBusy: resume.isPending || release.isPending, act: goOn },
            ...(isAside
              ? [
                  {
                    ...{ label: say('cancel'), isBusy: cancel.isPending, isDanger: true },
                    act: (reason: string) => cancel.mutate({ params, body: { reason } }, done('didCancel')),
                  },
                ]
              : []),
          ]}
        />
      ) : (
        <p className={office.hint}>{say('readOnly')}</p>
      )}
    </Panel>
  );
}
