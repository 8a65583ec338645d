import { incidentOperations, instanceOperations, type ResultOf } from '@quanheng/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePages, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import office from '../../parts/office/office.module.css';
import { Pairs } from '../../parts/office/pairs.js';
import { Panel } from '../../parts/office/panel.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { Reasoned } from '../../parts/office/reasoned.js';
import { EVERY } from './every.js';
import { useOperationsTexts } from './texts.js';

type Incident = ResultOf<typeof incidentOperations.listIncidents>['items'][number];
const idOf = ({ instance, element }: Incident): string => `${instance} ${element}`;

export function Incidents({ mayAct }: { readonly mayAct: boolean }) {
  const say = useOperationsTexts();
  const processName = useProcessNames();
  const [chosen, setChosen] = useState<Incident | null>(null);
  const pages = usePages(incidentOperations.listIncidents, {}, { every: EVERY });
  return (
    <>
      <Listing
        label={say('incidents')}
        pages={pages}
        idOf={idOf}
        chosen={chosen === null ? null : idOf(chosen)}
        onChoose={setChosen}
        columns={[
          { key: 'fault', head: say('fault'), cell: ({ message }) => message },
          { key: 'process', head: say('process'), cell: ({ process }) => processName(process) },
          { key: 'step', head: say('step'), cell: ({ name }) => name },
          { key: 'at', head: say('at'), isShort: true, cell: ({ raisedAt }) => toSecond(raisedAt) },
        ]}
        empty={{ title: say('noIncidents'), hint: say('noIncidentsHint') }}
      />
      {chosen === null ? null : <One key={idOf(chosen)} of={chosen} mayAct={mayAct} onClose={() => setChosen(null)} />}
    </>
  );
}

interface OneProps {
  readonly of: Incident;
  readonly mayAct: boolean;
  readonly onClose: () => void;
}

function One({ of, mayAct, onClose }: OneProps) {
  const say = useOperationsTexts();
  const processName = useProcessNames();
  const announce = useAnnounce();
  const { instance, element, process, name, code, message, raisedAt } = of;
  const resolve = useSend(incidentOperations.resolveIncident);
  const suspend = useSend(instanceOperations.suspendInstance);
  const done = (text: 'didRetry' | 'didSuspend') => ({
    onSuccess: () => {
      announce(say(text));
      onClose();
    },
  });
  const retry = (reason: string): void =>
    resolve.mutate({ params: { instance, element: String(element) }, query: { reason } }, done('didRetry'));
  const hold = (reason: string): void => suspend.mutate({ params: { instance }, body: { reason } }, done('didSuspend'));
  return (
    <Panel title={`${processName(process)} · ${name}`} onClose={onClose}>
      <section className={office.section}>
        <Pairs
          of={[
            [say('fault'), `${message} (${code})`],
            [say('at'), toSecond(raisedAt)],
            [
              say('matter'),
              <Link key="matter" to={`/matters/${instance}`}>
                {say('open')}
              </Link>,
            ],
          ]}
        />
      </section>
      {mayAct ? (
        <Reasoned
          label={say('handling')}
          lacking={say('fillHandling')}
          problem={resolve.error ?? suspend.error}
          acts={[
            { label: say('retry'), isBusy: resolve.isPending, act: retry },
            { label: say('suspend'), isBusy: suspend.isPending, act: hold },
          ]}
        />
      ) : (
        <p className={office.hint}>{say('readOnly')}</p>
      )}
    </Panel>
  );
}
