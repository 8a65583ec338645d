import { CloseCircleFilled, InfoCircleFilled, PlayCircleOutlined, WarningFilled } from '@ant-design/icons';
import { sortFindings, type Finding } from '@quanheng/engine';
import { findingText, type DrawingAnswer, type PlayedStep } from '@quanheng/policy';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useLanguage } from '../../../i18n/texts.js';
import type { Modeler } from '../canvas/modeler.js';
import { labelOf } from '../panel/drawn.js';
import { useDesignerTexts } from '../texts.js';
import styles from './findings.module.css';
import { Player } from './player.js';
import { useMarks } from './use-marks.js';
import { useFindings } from './use-findings.js';
import { useStaffing } from './use-staffing.js';

const ICONS = { error: CloseCircleFilled, warning: WarningFilled, info: InfoCircleFilled };
interface BarProps {
  readonly modeler: Modeler;
  /** What the drawing is judged by besides itself. */
  readonly around: Parameters<typeof useFindings>[1];
  /** Whether the drawing is kept. */
  readonly kept: string;
}

/** How many findings there are, always; which, when one asks. Marks are on the drawing only while the list is open. */
export function FindingsBar({ modeler, around, kept }: BarProps) {
  // Asked here, so that nothing but the bar is drawn anew when an answer comes.
  const { answer, judged, isWorking, failure, play } = useFindings(modeler, around);
  const staffing = useStaffing(judged);
  const say = useDesignerTexts();
  const speaks = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<Shown | null>(null);
  // What was played belongs to a drawing that may be no more.
  const played = shown?.answer === answer ? shown : null;
  const findings = useMemo(() => told(answer, staffing.findings), [answer, staffing.findings]);
  useMarks(modeler, isOpen && played === null ? findings : NONE);
  const count = (severity: Finding['severity']): number => findings.filter((each) => each.severity === severity).length;
  const counts = { errors: count('error'), warnings: count('warning'), infos: count('info') };
  const show = async (of: Finding): Promise<void> => {
    const steps = await play(of.scenario);
    setShown({ answer, of, steps });
  };
  return (
    <section className={styles.findings} aria-label={say('showFindings')}>
      <div className={styles.bar} role="status" data-working={isWorking} data-milliseconds={answer?.milliseconds}>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} disabled={findings.length === 0}>
          {answer === null ? (
            say('judging')
          ) : findings.length === 0 ? (
            say('clean')
          ) : (
            <>
              {counts.errors > 0 ? <CloseCircleFilled className={styles.error} aria-hidden /> : null}
              {say('counts', counts)}{' '}
              <span className={styles.toggle}>{say(isOpen ? 'hideFindings' : 'showFindings')}</span>
            </>
          )}
        </button>
        {answer === null ? null : (
          <span className={answer.proof.sound === false ? styles.error : undefined}>
            {say(answer.proof.sound === true ? 'sound' : answer.proof.sound === false ? 'unsound' : 'soundUnknown')}
          </span>
        )}
        {failure === null ? null : <span className={styles.error}>{say('notJudged', { reason: failure })}</span>}
        {staffing.failure === null ? null : (
          <span className={styles.error}>{say('notStaffed', { reason: staffing.failure })}</span>
        )}
        <span className={styles.kept}>{kept}</span>
      </div>
      {played === null ? null : (
        <Player
          {...{ modeler, steps: played.steps }}
          message={findingText(played.of, speaks)}
          onEnd={() => setShown(null)}
        />
      )}
      {isOpen && played === null ? (
        <ol className={styles.list}>
          {findings.map((finding, index) => (
            <Line
              key={index}
              {...{ finding, modeler }}
              onPlay={finding.scenario === undefined ? null : () => void show(finding)}
            />
          ))}
        </ol>
      ) : null}
      {isOpen && played === null && staffing.findings.length > 0 ? (
        <p className={styles.note}>{say('staffedBy')}</p>
      ) : null}
    </section>
  );
}
const NONE: readonly Finding[] = [];

/** What was found of the drawing, and of who there is to do it. */
function told(answer: DrawingAnswer | null, staffing: readonly Finding[]): readonly Finding[] {
  return answer === null ? NONE : sortFindings([...answer.findings, ...staffing]);
}

interface Shown {
  readonly answer: DrawingAnswer | null;
  readonly of: Finding;
  readonly steps: readonly PlayedStep[];
}

interface LineProps {
  readonly finding: Finding;
  readonly modeler: Modeler;
  readonly onPlay: (() => void) | null;
}

function Line({ finding, modeler, onPlay }: LineProps) {
  const say = useDesignerTexts();
  const speaks = useLanguage();
  const { severity, elementId, article, certainty, code } = finding;
  const Icon = ICONS[severity];
  const shape = elementId === null ? undefined : modeler.get('elementRegistry').get(elementId);
  const name = shape === undefined ? elementId : labelOf(shape);
  return (
    <li>
      <button type="button" title={code} onClick={() => elementId !== null && modeler.select(elementId)}>
        <Icon className={styles[severity] ?? ''} aria-label={say(severity)} />
        <b>{name}</b>
        <span>
          {findingText(finding, speaks)}
          {certainty === undefined ? null : <em> {say(certainty)}</em>}
          {article === undefined ? null : <small>{article}</small>}
        </span>
      </button>
      {onPlay === null ? null : (
        <Button size="small" icon={<PlayCircleOutlined aria-hidden />} onClick={onPlay}>
          {say('playIt')}
        </Button>
      )}
    </li>
  );
}
