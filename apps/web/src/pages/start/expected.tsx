import { definitionOperations, type ResultOf } from '@quanheng/contracts';
import { Skeleton } from 'antd';
import { useRead } from '../../api/hooks.js';
import { useNames } from '../../parts/person/use-names.js';
import { useTold } from '../../parts/told/use-told.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './start.module.css';
import { useStartTexts } from './texts.js';

type Step = ResultOf<typeof definitionOperations.readExpectedSteps>['steps'][number];

/** On whose desks a matter will probably come, step by step. */
export function Expected({ definition }: { readonly definition: string }) {
  const say = useStartTexts();
  const tell = useTold();
  const { data, error } = useRead(definitionOperations.readExpectedSteps, { params: { definition } });
  const steps = data?.steps ?? [];
  const nameOf = useNames(steps.flatMap(({ offers, persons }) => [...offers, ...persons.map(keyOf)]));
  const who = ({ offers, persons, more, isOpen }: Step): string => {
    if (offers.includes('unit')) return say('anybody');
    const people = persons.map((person) => nameOf(keyOf(person))).join(say('comma')) + (more ? say('andMore') : '');
    const posts = offers.filter((offer) => !offer.startsWith('person:')).map(nameOf);
    const named = posts.length === 0 ? people : posts.join(say('comma')) + (people === '' ? '' : say('of', { people }));
    if (!isOpen) return named === '' ? say('nobody') : named;
    return named === '' ? say('laterOnly') : say('later', { named });
  };
  if (error !== null) return <Trouble problem={error} />;
  if (data === undefined) return <Skeleton active title={false} />;
  return (
    <>
      <p>{say('expectedHint')}</p>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={`${step.activity}#${step.act}`}>
            <span>{tell(null, step.name)}</span>
            <span>{who(step)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

const keyOf = (person: string): string => `person:${person}`;
