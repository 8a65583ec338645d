import { lastDayOf } from '../format/day.js';
import { useActTexts } from './acts/texts.js';
import { useTell, useTrail, type Item, type Step } from './use-matter.js';
import styles from './matter.module.css';

const ANSWERS = ['approve', 'disapprove', 'defer'] as const;

interface BriefProps {
  readonly item: Pick<Item, 'instance' | 'status' | 'due'>;
  readonly step: Step;
}

/** In a few lines, above the buttons: why this step is there, and what the others have said. */
export function Brief({ item: { instance, status, due }, step }: BriefProps) {
  const say = useActTexts();
  const tell = useTell(instance);
  const records = useTrail(instance).data?.records ?? [];
  const said = (answer: string): number =>
    new Set(records.filter(({ outcome }) => outcome === answer).map(({ person }) => person)).size;
  const [approve, disapprove, defer] = ANSWERS.map(said) as [number, number, number];
  if (step.control === null) return null;
  const articles = step.basis.map(({ article, mark }) =>
    mark === 'R' || mark === 'D' ? say('whyUnit', { article: tell(article) }) : tell(article),
  );
  return (
    <dl className={styles.brief}>
      {articles.length === 0 ? null : (
        <div>
          <dt>{say('whyBasis')}</dt>
          <dd>{articles.join(say('listed'))}</dd>
        </div>
      )}
      {step.control === 'writtenOpinion' && status === 'open' ? (
        <div>
          <dt>{say('silence')}</dt>
          <dd>
            {step.silence === null || due === null ? say('silenceIsNone') : say('silenceIs', { day: lastDayOf(due) })}
          </dd>
        </div>
      ) : null}
      {step.control === 'collectiveDecision' ? null : (
        <div>
          <dt>{say('summed')}</dt>
          <dd>{approve + disapprove + defer === 0 ? say('noSums') : say('sums', { approve, disapprove, defer })}</dd>
        </div>
      )}
    </dl>
  );
}
