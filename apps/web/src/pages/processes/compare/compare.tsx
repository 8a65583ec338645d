import { definitionOperations } from '@quanheng/contracts';
import { compareDrawings } from '@quanheng/policy';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useMemo, useState } from 'react';
import { request } from '../../../api/client.js';
import type { ApiProblem } from '../../../api/problem.js';
import { Trouble } from '../../../parts/trouble/trouble.js';
import { useProcessesTexts } from '../texts.js';
import styles from './compare.module.css';
import { Side } from './side.js';

interface CompareProps {
  /** Digests of two versions of one process. */
  readonly from: string;
  readonly to: string;
  readonly onClose: () => void;
}

/** Two versions side by side, with what became of each element marked on both. */
export default function Compare({ from, to, onClose }: CompareProps) {
  const say = useProcessesTexts();
  const before = useDocument(from);
  const after = useDocument(to);
  const [chosen, setChosen] = useState<string | null>(null);
  const changes = useMemo(
    () => (before.data === undefined || after.data === undefined ? null : compareDrawings(before.data, after.data)),
    [before.data, after.data],
  );
  const problem = before.error ?? after.error;
  if (problem !== null) return <Trouble problem={problem} />;
  if (before.data === undefined || after.data === undefined || changes === null)
    return <p role="status">{say('comparing')}</p>;
  return (
    <section className={styles.compare} aria-label={say('compareTitle')}>
      <header>
        <h2>{say('compareTitle')}</h2>
        <Button onClick={onClose}>{say('backToVersions')}</Button>
      </header>
      {changes.length === 0 ? <Alert type="info" showIcon title={say('noChanges')} /> : null}
      <div className={styles.sides}>
        <Side title={say('before')} xml={before.data} chosen={chosen} changes={changes} without="added" />
        <Side title={say('after')} xml={after.data} chosen={chosen} changes={changes} without="removed" />
      </div>
      <ol className={styles.changes}>
        {changes.map(({ id, change, name, properties }) => (
          <li key={`${change} ${id}`}>
            <button type="button" aria-pressed={chosen === id} data-change={change} onClick={() => setChosen(id)}>
              <b>{say(`change_${change}`)}</b>
              <span>{name || id}</span>
              <small>{properties.map((property) => nameOf(say, property)).join('、')}</small>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

const PROPERTIES = [
  'name',
  'type',
  'control',
  'assign',
  'constraint',
  'limit',
  'evidence',
  'conditionExpression',
] as const;

function nameOf(say: ReturnType<typeof useProcessesTexts>, property: string): string {
  const known = PROPERTIES.find((each) => each === property);
  return known === undefined ? property : say(`property_${known}`);
}

function useDocument(definition: string) {
  return useQuery<string, ApiProblem>({
    queryKey: ['definition-xml', definition],
    staleTime: Infinity,
    queryFn: async ({ signal }) =>
      String(await request(definitionOperations.readDefinitionXml, { params: { definition } }, { signal })),
  });
}
