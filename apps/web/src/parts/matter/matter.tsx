import { ExportOutlined, PrinterOutlined } from '@ant-design/icons';
import { instanceOperations, printedFormOperations, type WireValue } from '@quanheng/contracts';
import { Button, Skeleton, Tabs, Tag } from 'antd';
import { lazy, Suspense, useCallback, useRef, useState, type Ref } from 'react';
import { Link } from 'react-router';
import { addressOf } from '../../api/client.js';
import { useRead } from '../../api/hooks.js';
import { usePerson } from '../../api/session.js';
import { toSecond } from '../format/time.js';
import type { FormHandle } from '../form/form-view.js';
import { plainOf } from '../format/value.js';
import { Meetings } from '../meeting/meeting.js';
import { useMeetingTexts } from '../meeting/texts.js';
import { useMeetings } from '../meeting/use-meetings.js';
import { useNames } from '../person/use-names.js';
import { Notice } from '../notice/notice.js';
import { useWidth } from '../page/use-width.js';
import { Trouble } from '../trouble/trouble.js';
import { useKeeping, useKept, type Content } from './acts/use-draft.js';
import { Basis } from './basis.js';
import { Acknowledge, Comments } from './beside.js';
import { Desk, useFilled } from './desk.js';
import { FieldList } from './field-list.js';
import { Papers } from './papers.js';
import { Progress } from './progress.js';
import { useMatterTexts } from './texts.js';
import { Opinions, Trail } from './trail.js';
import { useItem, useItemForm, useMatter, useSheet, useStep, useTell } from './use-matter.js';
import styles from './matter.module.css';

const FormView = lazy(() => import('../form/form-view.js'));
const Diagram = lazy(() => import('../diagram/diagram.js'));

/** Pixels below which the tabs of a matter with a meeting stand closer together. */
const PHONE = 480;

interface MatterProps {
  readonly instance: string;
  readonly item: string | null;
  readonly onDone: () => void;
  /** On a page of its own there is no link to one. */
  readonly isWhole?: boolean;
  /** Node key of the meeting that is told first, instead of the sheet; empty: whichever there is. */
  readonly meeting?: string | null;
}

/** A matter as one works on it: the sheet and all that belongs to it, and beside it the step that is to be done. */
export function Matter({ instance, item, onDone, isWhole = false, meeting = null }: MatterProps) {
  const say = useMatterTexts();
  const matter = useMatter(instance);
  const work = useItem(instance, item);
  const problem = matter.error ?? work.error;
  if (problem !== null) {
    // It was shown a moment ago: somebody else has done what it was shown for.
    if (problem.code === 'not-found' && (matter.data ?? work.data) !== undefined) {
      return (
        <Notice title={say('taken')} hint={say('takenHint')}>
          <Button onClick={onDone}>{say('back')}</Button>
        </Notice>
      );
    }
    return <Trouble problem={problem} onAgain={() => void matter.refetch()} />;
  }
  if (matter.data === undefined || (item !== null && work.data === undefined)) {
    return matter.isSuccess && matter.data === undefined ? (
      <p className={styles.gone}>{say('withoutItem')}</p>
    ) : (
      <Skeleton className={styles.wait ?? ''} active paragraph={{ rows: 8 }} />
    );
  }
  return (
    <article className={styles.matter}>
      <Head matter={matter.data} to={isWhole ? null : `/matters/${instance}/${item ?? ''}`} />
      <Body key={item} {...{ instance, item, onDone, meeting }} />
    </article>
  );
}

type Summary = NonNullable<ReturnType<typeof useMatter>['data']>;
const STATUS_COLOUR = {
  active: 'blue',
  suspended: 'orange',
  completed: 'green',
  cancelled: 'default',
  quarantined: 'red',
};
const RISK_COLOUR = { high: 'red', medium: 'orange', low: 'green' };

function Head({ matter, to }: { readonly matter: Summary; readonly to: string | null }) {
  const say = useMatterTexts();
  const { name, number, businessKey, subject, status, riskLevel, startedBy, startedAt, version } = matter;
  const nameOf = useNames([startedBy]);
  const tell = useTell(matter.instance);
  return (
    <header className={styles.head}>
      <h1>
        {tell(name)} <span className={styles.mark}>{number ?? businessKey ?? ''}</span>
      </h1>
      {subject === null ? null : <p>{subject}</p>}
      <p>
        <Tag color={STATUS_COLOUR[status]}>{say(status)}</Tag>
        {riskLevel === null ? null : <Tag color={RISK_COLOUR[riskLevel]}>{say(riskLevel)}</Tag>}
        <span className={styles.weak}>
          {say('startedBy', { name: nameOf(startedBy), at: toSecond(startedAt) })} ·{' '}
          {say('version', { count: version })}
        </span>
        <Acknowledge instance={matter.instance} />
        <a href={addressOf(printedFormOperations.readPrintedForm, { params: { instance: matter.instance } })}>
          <PrinterOutlined aria-hidden /> {say('print')}
        </a>
        {to === null ? null : (
          <Link className={styles.whole ?? ''} to={to}>
            <ExportOutlined aria-hidden /> {say('open')}
          </Link>
        )}
      </p>
    </header>
  );
}

function Body({ instance, item, onDone, meeting }: Required<Omit<MatterProps, 'isWhole'>>) {
  const say = useMatterTexts();
  const sayMeeting = useMeetingTexts();
  const meetings = useMeetings(instance).data?.items ?? [];
  const { id: person } = usePerson();
  const isPhone = useWidth() < PHONE;
  const [chosen, setTab] = useState<string>();
  const work = useItem(instance, item).data;
  const step = useStep(instance, item).data;
  const form = useItemForm(instance, item).data;
  const isMeeting = meetings.length > 0 && (meeting !== null || step?.control === 'collectiveDecision');
  const tab = chosen ?? (isMeeting ? 'meeting' : 'sheet');
  const missing = (step?.evidence ?? []).filter(({ required, isThere }) => required && !isThere).length;
  const isOpen = work?.status === 'open' && (work.assignee === null || work.assignee === person);
  const hasForm = form?.form != null && step?.control === null && isOpen;
  const kept = useKept(instance, item ?? '', item !== null && isOpen);
  const filled = useFilled();
  const formRef = useRef<FormHandle>(null);
  const [keeping, keep, stop] = useKeeping(instance, item ?? '');
  const keptOpinion = kept?.opinion ?? '';
  const opinion = filled.opinion ?? keptOpinion;
  const { variables, setVariables, setOpinion } = filled;
  const changed = useCallback(
    (content: Content) => {
      const all = {
        variables: content.variables ?? variables ?? kept?.variables ?? {},
        opinion: content.opinion ?? opinion,
      };
      if (content.variables !== undefined) setVariables(content.variables);
      if (content.opinion !== undefined) setOpinion(content.opinion);
      keep(all);
    },
    [variables, kept, opinion, keep, setVariables, setOpinion],
  );
  const tabs = [
    {
      key: 'sheet',
      label: say('sheet'),
      forceRender: true,
      children: (
        <>
          {hasForm && kept !== undefined ? (
            <section className={styles.section}>
              <h2>{say('fill')}</h2>
              <Suspense fallback={<Skeleton active />}>
                <FilledForm
                  ref={formRef}
                  instance={instance}
                  document={form.form ?? ''}
                  variables={{ ...form.variables, ...kept?.variables }}
                  onChange={(given) => changed({ variables: given })}
                />
              </Suspense>
            </section>
          ) : (
            <SheetFields instance={instance} />
          )}
          <Progress instance={instance} />
          <section className={styles.section}>
            <h2>{say('opinions')}</h2>
            <Opinions instance={instance} />
          </section>
          <Comments instance={instance} />
        </>
      ),
    },
    ...(meetings.length === 0
      ? []
      : [
          {
            key: 'meeting',
            label: sayMeeting('title'),
            children: <MeetingTab {...{ instance }} first={meeting ?? step?.activity ?? null} />,
          },
        ]),
    // Where it has no size it cannot be drawn.
    { key: 'diagram', label: say('diagram'), destroyOnHidden: true, children: <Drawing instance={instance} /> },
    { key: 'trail', label: say('trail'), children: <Trail instance={instance} /> },
    {
      key: 'papers',
      label: missing === 0 ? say('papers') : say('papersMissing', { count: missing }),
      children: (
        <Papers
          {...{ instance, item }}
          evidence={step?.evidence ?? []}
          minutesIn={meetings.some(({ outcome }) => outcome !== null) ? (step?.activity ?? null) : null}
        />
      ),
    },
    ...(step === undefined
      ? []
      : [{ key: 'basis', label: say('basis'), children: <Basis {...{ instance }} basis={step.basis} /> }]),
  ];
  return (
    <div className={styles.body} data-desk={work !== undefined && step !== undefined}>
      <Tabs
        className={styles.tabs ?? ''}
        activeKey={tab}
        onChange={setTab}
        items={tabs}
        {...(isPhone ? { tabBarGutter: 10 } : {})}
      />
      {work === undefined || step === undefined ? null : (
        <Desk
          {...{ item: work, step, hasForm, keeping, onDone, opinion }}
          form={formRef}
          variables={variables ?? kept?.variables}
          onOpinion={(words) => changed({ opinion: words })}
          onWrong={() => setTab('sheet')}
          onSent={stop}
        />
      )}
    </div>
  );
}

/** 议题, 材料 and everything that the meeting is about, on one page. */
function MeetingTab({ instance, first }: { readonly instance: string; readonly first: string | null }) {
  const say = useMeetingTexts();
  return (
    <>
      <Meetings {...{ instance, first }} />
      <section className={styles.section}>
        <h2>{say('matter')}</h2>
        <SheetFields instance={instance} />
      </section>
      <section className={styles.section}>
        <h2>{say('papers')}</h2>
        <Papers instance={instance} item={null} evidence={[]} />
      </section>
      <Progress instance={instance} />
      <section className={styles.section}>
        <Opinions instance={instance} />
      </section>
    </>
  );
}

interface FilledFormProps {
  readonly instance: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, WireValue>>;
  readonly onChange: (variables: Record<string, WireValue>) => void;
  readonly ref: Ref<FormHandle>;
}

/** Begins with what was there when it was opened: what is read anew meanwhile takes nothing out of the hands of whoever types. */
function FilledForm({ instance, document, variables, onChange, ref }: FilledFormProps) {
  const tell = useTell(instance);
  const [data] = useState(() => plainOf(variables) as Record<string, unknown>);
  return <FormView {...{ ref, document, data, tell, onChange }} isReadonly={false} />;
}

function SheetFields({ instance }: { readonly instance: string }) {
  const say = useMatterTexts();
  const { data, error, refetch } = useSheet(instance);
  if (error !== null) return <Trouble problem={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Skeleton active />;
  if (data.fields.length === 0) return <p className={styles.weak}>{say('noFields')}</p>;
  return <FieldList {...{ instance }} fields={data.fields} />;
}

function Drawing({ instance }: { readonly instance: string }) {
  const say = useMatterTexts();
  const tell = useTell(instance);
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useRead(instanceOperations.readInstanceDiagram, { params: { instance } });
  if (error !== null) return <Trouble problem={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
        <Diagram drawn={data} tell={tell} onChoose={setChosen} />
      </Suspense>
      {data.erased.length === 0 ? null : <p>{say('erasedSteps', { count: data.erased.length })}</p>}
      <section className={styles.section}>
        {chosen === null ? <p className={styles.weak}>{say('zoomed')}</p> : <Trail instance={instance} only={chosen} />}
      </section>
    </>
  );
}
