import { instanceOperations, type ResultOf } from '@quanheng/contracts';
import { useCallback } from 'react';
import { Link, useSearchParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { usePerson } from '../../api/session.js';
import { BoxPage } from '../../parts/box/box-page.js';
import type { Line } from '../../parts/box/line.js';
import { useBox, useChosen, useProcessFilter } from '../../parts/box/of-items.js';
import { useMineTexts } from './texts.js';

type Instance = ResultOf<typeof instanceOperations.listInstances>['items'][number];

export function Component() {
  const say = useMineTexts();
  const { id } = usePerson();
  const [process, setProcess] = useProcessFilter('mine');
  const [search] = useSearchParams();
  const pages = usePages(instanceOperations.listInstances, {
    query: { startedBy: `person:${id}`, ...(process === '' ? {} : { process }) },
  });
  const suffix = search.size === 0 ? '' : `?${search.toString()}`;
  const start = <Link to="/start">{say('start')}</Link>;
  const lineOf = useCallback(
    (instance: Instance): Line => ({
      id: `${instance.id}/`,
      instance: instance.id,
      to: `/mine/${instance.id}${suffix}`,
      step: say(instance.status),
      isFollowed: true,
      at: instance.lastAt,
    }),
    [say, suffix],
  );
  const box = useBox(pages, lineOf);
  return (
    <BoxPage
      {...{ name: 'mine', box, process }}
      title={say('title')}
      act={start}
      empty={{ title: say('empty'), hint: say('emptyHint'), act: start }}
      onProcess={setProcess}
      chosen={useChosen()}
    />
  );
}
