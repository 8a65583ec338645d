import type { WireValue } from '@quanheng/contracts';
import { Skeleton } from 'antd';
import { useState, type RefObject } from 'react';
import type { FormHandle } from '../form/form-view.js';
import { useNow } from '../page/use-now.js';
import { TimeLeft } from '../box/time-left.js';
import { Trouble } from '../trouble/trouble.js';
import { Complete } from './acts/complete.js';
import { Frozen } from './acts/frozen.js';
import { OtherActs } from './acts/other-acts.js';
import { Brief } from './brief.js';
import { Over } from './over.js';
import { useActTexts } from './acts/texts.js';
import type { Content, Keeping } from './acts/use-draft.js';
import type { ActName, Item, Step } from './use-matter.js';
import { useActions, useItems, useSheet, useTell } from './use-matter.js';
import styles from './matter.module.css';

interface DeskProps {
  readonly item: Item;
  readonly step: Step;
  readonly form: RefObject<FormHandle | null>;
  readonly hasForm: boolean;
  readonly variables: Record<string, WireValue> | undefined;
  readonly opinion: string;
  readonly onOpinion: (opinion: string) => void;
  readonly keeping: Keeping;
  /** Something is filled in wrongly in the form. */
  readonly onWrong: () => void;
  readonly onSent: () => void;
  readonly onDone: () => void;
}

/** 本环节: what is to be done, what is signed, and everything that can be done about it. */
export function Desk({ item, step, form, hasForm, variables, onWrong, onSent, onDone, ...opinion }: DeskProps) {
  const say = useActTexts();
  const now = useNow();
  const [chosen, setChosen] = useState<ActName | null>(null);
  const { instance, item: id } = item;
  const actions = useActions(instance, id);
  const sheet = useSheet(instance);
  const tell = useTell(instance);
  const name = tell(item.name);
  const items = useItems(instance);
  // Who is asked for an answer may send it back as well: as large as the answers.
  const isReturnMain = item.status === 'open' && step.control !== null && actions.data?.return.may === true;
  // Hidden by another tab, the form cannot be asked: what it told last is what it holds.
  const filledIn = (): Record<string, WireValue> | null | undefined => {
    if (!hasForm) return undefined;
    if (form.current === null) return variables;
    const found = form.current.submit();
    if (found === null) onWrong();
    return found;
  };
  return (
    <aside className={styles.desk} aria-label={name} data-first={!hasForm}>
      <header>
        <h2>{name}</h2>
        {item.status === 'open' ? <TimeLeft due={item.due} now={now} /> : null}
      </header>
      <Frozen {...{ instance, step }} sheet={sheet.data} />
      <Brief {...{ item, step }} />
      {actions.error === null ? null : <Trouble problem={actions.error} onAgain={() => void actions.refetch()} />}
      {actions.data === undefined ? (
        actions.error === null ? (
          <Skeleton active />
        ) : null
      ) : (
        <>
          {item.status === 'open' ? (
            <Complete
              {...{ instance, step, hasForm, filledIn, onSent, onDone, ...opinion }}
              item={id}
              button={actions.data.complete}
              onReturn={isReturnMain ? () => setChosen('return') : null}
            />
          ) : (
            <Over item={item} />
          )}
          <OtherActs
            {...{ instance, onDone, chosen }}
            item={id}
            actions={actions.data}
            without={isReturnMain ? 'return' : null}
            items={items.data?.items ?? []}
            onChoose={setChosen}
          />
        </>
      )}
      <p className="visually-hidden">{say('mine')}</p>
    </aside>
  );
}

/** What is filled in beside the form, and kept. */
export function useFilled() {
  const [variables, setVariables] = useState<Record<string, WireValue>>();
  const [opinion, setOpinion] = useState<string>();
  return { variables, setVariables, opinion, setOpinion };
}
export type { Content };
