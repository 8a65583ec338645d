import { definitionOperations, instanceOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { usePages, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import office from '../../parts/office/office.module.css';
import { Trouble } from '../../parts/trouble/trouble.js';
import { useNames } from '../../parts/person/use-names.js';
import { useOperationsTexts } from './texts.js';

type Instance = ResultOf<typeof instanceOperations.listInstances>['items'][number];

/** Matters under way go on with another version, each by itself: what stands against one leaves it as it was. */
export function Migration() {
  const say = useOperationsTexts();
  const announce = useAnnounce();
  const versions = usePages(definitionOperations.listDefinitions, {}, { limit: 200 });
  const [process, setProcess] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const migrate = useSend(instanceOperations.migrateInstance);
  const names = new Map(versions.items.map((each) => [each.process, each.name || each.process]));
  const published = versions.items.filter((each) => each.process === process && each.status === 'published');
  const versionOf = (digest: string): number | string =>
    versions.items.find((each) => each.digest === digest)?.version ?? digest.slice(0, 8);
  const go = ({ id: instance }: Instance): void => {
    if (target === null) return;
    migrate.mutate(
      { params: { instance }, body: { definition: target } },
      { onSuccess: () => announce(say('didMigrate')) },
    );
  };
  return (
    <>
      <div className={office.filters}>
        <label>
          {say('process')}
          <Select<string | null>
            className={office.medium ?? ''}
            aria-label={say('process')}
            placeholder={say('chooseProcess')}
            value={process}
            onChange={(chosen) => {
              setProcess(chosen);
              setTarget(null);
            }}
            options={[...names].map(([value, label]) => ({ value, label }))}
          />
        </label>
        <label>
          {say('target')}
          <Select<string | null>
            className={office.medium ?? ''}
            aria-label={say('target')}
            placeholder={say('chooseTarget')}
            disabled={process === null}
            value={target}
            onChange={setTarget}
            options={published.map(({ digest, version }) => ({ value: digest, label: say('versionOf', { version }) }))}
          />
        </label>
      </div>
      {migrate.error === null ? null : <Trouble problem={migrate.error} />}
      {process === null ? (
        <p className={office.weak}>{say('noMigratableHint')}</p>
      ) : (
        <Running
          key={process}
          process={process}
          target={target}
          versionOf={versionOf}
          isBusy={migrate.isPending}
          onMigrate={go}
        />
      )}
    </>
  );
}

interface RunningProps {
  readonly process: string;
  readonly target: string | null;
  readonly versionOf: (digest: string) => number | string;
  readonly isBusy: boolean;
  readonly onMigrate: (instance: Instance) => void;
}

function Running({ process, target, versionOf, isBusy, onMigrate }: RunningProps) {
  const say = useOperationsTexts();
  const pages = usePages(instanceOperations.listInstances, { query: { process, status: 'active' } });
  const nameOf = useNames(pages.items.map(({ startedBy }) => startedBy));
  return (
    <Listing
      label={say('migration')}
      pages={pages}
      idOf={({ id }) => id}
      columns={[
        { key: 'number', head: say('number'), cell: ({ number, id }) => number ?? id },
        { key: 'by', head: say('matter'), cell: ({ startedBy }) => nameOf(startedBy) },
        { key: 'at', head: say('startedAt'), isShort: true, cell: ({ startedAt }) => toSecond(startedAt) },
        {
          ...{ key: 'version', head: say('version') },
          cell: ({ definition }) => say('now', { version: versionOf(definition) }),
        },
        {
          ...{ key: 'act', head: say('migrate'), isShort: true },
          cell: (instance) =>
            target === null || target === instance.definition ? null : (
              <Button size="small" loading={isBusy} onClick={() => onMigrate(instance)}>
                {say('migrate')}
              </Button>
            ),
        },
      ]}
      empty={{ title: say('noMigratable'), hint: say('noMigratableHint') }}
    />
  );
}
