import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { addExtension, removeExtension } from '../canvas/extensions.js';
import { addPair, constraintsOn, processShapeOf, PAIRS, type Pair } from '../canvas/constraints.js';
import { textOf } from '../canvas/moddle.js';
import { named, useDesignerTexts } from '../texts.js';
import type { Editing } from './context.js';
import { activitiesOf } from './drawn.js';
import { ChoiceField } from './fields.js';
import styles from './panel.module.css';

/** The constraints that speak of this activity, and a way to draw a pair without a mouse. */
export function ConstraintSection({ editing: { modeler, shape } }: { readonly editing: Editing }) {
  const say = useDesignerTexts();
  const holder = processShapeOf(shape);
  if (holder === null) return null;
  const activities = activitiesOf(modeler);
  const nameOf = (place: string): string => activities.find(({ value }) => value === place)?.label ?? place;
  const found = constraintsOn(shape);
  const services = { modeling: modeler.get('modeling'), bpmnFactory: modeler.get('bpmnFactory') };
  return (
    <section className={styles.section}>
      <header>
        <h3>{say('constraintsHere')}</h3>
      </header>
      {found.map(({ constraint, kind, between }, index) => (
        <div key={index} className={styles.pair}>
          <span>
            <b>
              {named(say, `constraint_${kind}`) === `constraint_${kind}`
                ? named(say, kind)
                : named(say, `constraint_${kind}`)}
            </b>{' '}
            {textOf(constraint, 'name')} {between.map(nameOf).join('、')}
          </span>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={say('removeOne', { name: textOf(constraint, 'name') || named(say, kind) })}
            onClick={() => removeExtension(services, holder, constraint)}
          />
        </div>
      ))}
      {(Object.keys(PAIRS) as Pair[]).map((kind) => (
        <ChoiceField
          key={kind}
          label={say(`pair_${kind}`)}
          value=""
          choices={activities.filter(({ value }) => value !== shape.id && !value.startsWith(`${shape.id}#`))}
          onChange={(place) => {
            if (place !== '') addExtension(services, holder, 'constraint', addPair(kind, shape.id, place));
          }}
        />
      ))}
    </section>
  );
}
