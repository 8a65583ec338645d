import { CloseOutlined } from '@ant-design/icons';
import { deskOperations } from '@quanheng/contracts';
import { Button } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { Lines, LinesLoading } from '../../parts/box/lines.js';
import box from '../../parts/box/box.module.css';
import { Notice } from '../../parts/notice/notice.js';
import { useNames } from '../../parts/person/use-names.js';
import { Title } from '../../parts/page/title.js';
import { useNow } from '../../parts/page/use-now.js';
import { useWidth } from '../../parts/page/use-width.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { useMeetingsTexts } from './texts.js';

const Matter = lazy(async () => ({ default: (await import('../../parts/matter/matter.js')).Matter }));
/** Pixels below which list and meeting do not stand beside each other. */
const BESIDE = 900;
const nothing = (): void => undefined;

/** 会议议题: one line for each matter before a meeting that the signed-in person has to do with, what waits for them first. */
export function Component() {
  const say = useMeetingsTexts();
  const now = useNow();
  const isBeside = useWidth() >= BESIDE;
  const navigate = useNavigate();
  const { instance, meeting } = useParams();
  const { items: meetings, more, readMore, query } = usePages(deskOperations.listMeetings, {}, { limit: 50 });
  const { error, refetch } = query;
  // A page may hold no meeting while there are more.
  const isEmpty = meetings.length === 0 && !more;
  useEffect(() => {
    if (meetings.length === 0 && more) readMore();
  });
  const nameOf = useNames(meetings.map(({ body }) => `body:${body}`));
  // Without a meeting in the address it is the one of the matter that comes first.
  const chosen = meetings.find((line) => line.instance === instance && line.activity === (meeting ?? line.activity));
  const lines = meetings.map(({ instance: of, activity, body, name, isOpen, at, due }) => ({
    id: `${of}/${activity}`,
    instance: of,
    to: `/meetings/${of}/${encodeURIComponent(activity)}`,
    step: name,
    body: nameOf(`body:${body}`),
    at,
    ...(isOpen ? { due } : { tag: say('over') }),
  }));
  const list = (
    <section className={box.list} aria-label={say('title')}>
      <Title>{say('title')}</Title>
      {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
      {meetings.length === 0 && (!isEmpty || query.isLoading) && error === null ? <LinesLoading /> : null}
      {isEmpty && query.isSuccess ? <Notice title={say('empty')} hint={say('emptyHint')} /> : null}
      {lines.length === 0 ? null : (
        <Lines
          {...{ lines, now }}
          label={say('title')}
          chosen={chosen === undefined ? null : `${chosen.instance}/${chosen.activity}`}
          hasDue
          isNarrow={instance !== undefined || !isBeside}
          onEnd={readMore}
        />
      )}
    </section>
  );
  if (instance === undefined) return <div className={box.page}>{list}</div>;
  return (
    <div className={box.page} data-pane={isBeside}>
      {isBeside ? list : null}
      <section className={box.pane} aria-label={say('pane')}>
        <Button
          className={box.close ?? ''}
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={say('close')}
          onClick={() => void navigate('/meetings')}
        />
        {query.isLoading ? (
          <LinesLoading />
        ) : (
          <Suspense fallback={<LinesLoading />}>
            {/* Once something is done, the list is read anew, and tells what is next. */}
            <Matter
              key={`${instance}/${meeting ?? ''}`}
              {...{ instance }}
              item={openOf(chosen)}
              onDone={nothing}
              meeting={meeting ?? chosen?.activity ?? ''}
            />
          </Suspense>
        )}
      </section>
    </div>
  );
}

const openOf = (line: { readonly isOpen: boolean; readonly item: string } | undefined): string | null =>
  line?.isOpen === true ? line.item : null;
