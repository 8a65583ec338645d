import { Select } from 'antd';
import type { Modeler } from '../canvas/modeler.js';
import type { Shape } from '../canvas/moddle.js';
import { named, useDesignerTexts } from '../texts.js';
import { labelOf, typeOf } from './drawn.js';
import styles from './panel.module.css';

/** What is shown in the panel, and every other element to go to: by its name, without a mouse and in large drawings. */
export function Outline({ modeler, shape }: { readonly modeler: Modeler; readonly shape: Shape }) {
  const say = useDesignerTexts();
  const label = (each: Shape): string => {
    const type = named(say, typeOf(each.businessObject));
    const name = labelOf(each);
    return name === each.id ? `${type} · ${each.id}` : `${name} · ${type}`;
  };
  const elements = modeler
    .get('elementRegistry')
    .filter(({ labelTarget, type }) => labelTarget === undefined && type !== 'label')
    .map((each) => ({ value: each.id, label: label(each) }));
  return (
    <Select
      className={styles.wide ?? ''}
      aria-label={say('goTo')}
      showSearch={{ optionFilterProp: 'label' }}
      value={shape.id}
      options={elements}
      onChange={(id: string) => modeler.select(id)}
    />
  );
}
