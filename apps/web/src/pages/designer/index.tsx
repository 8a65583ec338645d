import { useSearchParams } from 'react-router';
import { Title } from '../../parts/page/title.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { Designer } from './designer.js';
import styles from './designer.module.css';
import { useProject } from './project/use-project.js';
import { useDesignerTexts } from './texts.js';

/** `?deployment=ID` opens what was deployed; without it a new drawing begins. */
export function Component() {
  const say = useDesignerTexts();
  const [search] = useSearchParams();
  const deployment = search.get('deployment');
  const { data, error } = useProject(deployment, say('untitled'));
  return (
    <div className={styles.page}>
      <Title>{data === undefined ? say('pageTitle') : `${say('pageTitle')} · ${data.name}`}</Title>
      {error === null ? null : <Trouble problem={error} />}
      {data === undefined ? null : <Designer key={deployment ?? ''} kept={deployment ?? 'new'} project={data} />}
    </div>
  );
}
