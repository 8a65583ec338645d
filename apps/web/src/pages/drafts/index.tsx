import { draftOperations } from '@quanheng/contracts';
import { usePages } from '../../api/hooks.js';
import { BoxPage } from '../../parts/box/box-page.js';
import { boxOf, useChosen } from '../../parts/box/of-items.js';
import { useTold } from '../../parts/told/use-told.js';
import { useDraftsTexts } from './texts.js';

export function Component() {
  const say = useDraftsTexts();
  const tell = useTold();
  const pages = usePages(draftOperations.listDrafts, { query: {} });
  const box = boxOf(pages, ({ instance, item, process, name, savedAt }) => ({
    id: `${instance ?? process}/${item ?? ''}`,
    instance,
    to: instance === null ? `/start?process=${process}` : `/drafts/${instance}/${encodeURIComponent(item ?? '')}`,
    ...(instance === null ? { title: tell(process, name) } : {}),
    step: tell(process, name),
    at: savedAt,
  }));
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
