import { besideOperations, type ResultOf } from '@quanheng/contracts';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { useNames } from '../person/use-names.js';
import { BoxPage } from './box-page.js';
import type { Line } from './line.js';
import { useBox, useChosen, useProcessFilter } from './of-items.js';

type Copy = ResultOf<typeof besideOperations.listCopies>['items'][number];

interface CopyBoxProps {
  readonly name: 'to-read' | 'cc';
  readonly title: string;
  readonly empty: { readonly title: string; readonly hint: string };
  /** What the step column says: who showed it. */
  readonly by: (name: string) => string;
}

/** 待阅 and 抄送我的. */
export function CopyBox({ name, title, empty, by }: CopyBoxProps) {
  const [process, setProcess] = useProcessFilter(name);
  const [search] = useSearchParams();
  const pages = usePages(besideOperations.listCopies, {
    query: { box: name === 'to-read' ? 'toRead' : 'ccToMe', ...(process === '' ? {} : { process }) },
  });
  const nameOf = useNames(pages.items.map((copy) => `person:${copy.by}`));
  const suffix = search.size === 0 ? '' : `?${search.toString()}`;
  const lineOf = useCallback(
    (copy: Copy): Line => ({
      id: `${copy.instance}/`,
      instance: copy.instance,
      to: `/${name}/${copy.instance}${suffix}`,
      step: by(nameOf(`person:${copy.by}`)),
      at: copy.readAt ?? copy.at,
    }),
    [name, suffix, by, nameOf],
  );
  const box = useBox(pages, lineOf);
  return <BoxPage {...{ name, title, box, empty, process }} onProcess={setProcess} chosen={useChosen()} />;
}
