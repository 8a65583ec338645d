import { draftOperations, type ResultOf } from '@quanheng/contracts';
import { useCallback } from 'react';
import { usePages } from '../../api/hooks.js';
import { BoxPage } from '../../parts/box/box-page.js';
import type { Line } from '../../parts/box/line.js';
import { useBox, useChosen } from '../../parts/box/of-items.js';
import { useTold } from '../../parts/told/use-told.js';
import { useDraftsTexts } from './texts.js';

type Draft = ResultOf<typeof draftOperations.listDrafts>['items'][number];

export function Component() {
  const say = useDraftsTexts();
  const tell = useTold();
  const pages = usePages(draftOperations.listDrafts, { query: {} });
  const lineOf = useCallback(
    ({ instance, item, process, name, savedAt }: Draft): Line => ({
      id: `${instance ?? process}/${item ?? ''}`,
      instance,
      to: instance === null ? `/start?process=${process}` : `/drafts/${instance}/${encodeURIComponent(item ?? '')}`,
      ...(instance === null ? { title: tell(process, name) } : {}),
      step: tell(process, name),
      at: savedAt,
    }),
    [tell],
  );
  const box = useBox(pages, lineOf);
  return (
    <BoxPage
      {...{ name: 'drafts', box, process: '' }}
      title={say('title')}
      empty={{ title: say('empty'), hint: say('emptyHint') }}
      onProcess={null}
      chosen={useChosen()}
    />
  );
}
