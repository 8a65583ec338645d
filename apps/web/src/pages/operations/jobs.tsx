import { jobOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import { usePages, useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import type { Column } from '../../parts/office/table.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { EVERY } from './every.js';
import { useOperationsTexts } from './texts.js';

type Job = ResultOf<typeof jobOperations.listJobs>['items'][number];

export function Jobs({ mayAct }: { readonly mayAct: boolean }) {
  const say = useOperationsTexts();
  const processName = useProcessNames();
  const announce = useAnnounce();
  const pages = usePages(jobOperations.listJobs, {}, { every: EVERY });
  const retry = useSend(jobOperations.retryJob);
  const idOf = ({ instance, job }: Job): string => `${instance} ${job}`;
  const again = ({ instance, job }: Job): void =>
    retry.mutate({ params: { instance, job: String(job) } }, { onSuccess: () => announce(say('didRetryJob')) });
  const columns: Column<Job>[] = [
    { key: 'handler', head: say('handler'), cell: ({ handler }) => handler },
    { key: 'process', head: say('process'), cell: ({ process }) => processName(process) },
    { key: 'step', head: say('step'), cell: ({ name }) => name },
    {
      ...{ key: 'state', head: say('state') },
      cell: ({ lockedUntil }) => (
        <Tag color={lockedUntil === null ? 'default' : 'blue'}>{say(lockedUntil === null ? 'waiting' : 'working')}</Tag>
      ),
    },
    { key: 'due', head: say('due'), isShort: true, cell: ({ due }) => toSecond(due) },
    { key: 'retries', head: say('retries'), isNumber: true, cell: ({ retries }) => retries },
    { key: 'error', head: say('lastError'), cell: ({ lastError }) => lastError },
    {
      ...{ key: 'matter', head: say('matter'), isShort: true },
      cell: ({ instance }) => <Link to={`/matters/${instance}`}>{say('open')}</Link>,
    },
  ];
  const act: Column<Job> = {
    ...{ key: 'act', head: say('retryJob'), isShort: true },
    cell: (job) =>
      job.lockedUntil === null ? (
        <Button size="small" loading={retry.isPending} onClick={() => again(job)}>
          {say('retryJob')}
        </Button>
      ) : null,
  };
  return (
    <>
      {retry.error === null ? null : <Trouble problem={retry.error} />}
      <Listing
        label={say('jobs')}
        pages={pages}
        idOf={idOf}
        columns={mayAct ? [...columns, act] : columns}
        empty={{ title: say('noJobs'), hint: say('noJobsHint') }}
      />
    </>
  );
}
