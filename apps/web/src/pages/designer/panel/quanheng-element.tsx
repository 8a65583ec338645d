import { PlusOutlined, DeleteOutlined } from '@ant-design/icons';
import { QH_ELEMENTS, type QhElement } from '@quanheng/engine';
import { Button } from 'antd';
import { addExtension, childrenOf, extensionsOf, removeExtension, subjectOf, typeOf } from '../canvas/extensions.js';
import { textOf, type Moddle } from '../canvas/moddle.js';
import { named, useDesignerTexts } from '../texts.js';
import { Assign } from './assign.js';
import { Attribute } from './attribute.js';
import type { Editing } from './context.js';
import { TextField } from './fields.js';
import styles from './panel.module.css';

const ELEMENTS: ReadonlyMap<string, QhElement> = new Map(QH_ELEMENTS.map((element) => [element.name, element]));

/** All elements of a name that stand directly under the subject, each with its fields as the descriptor says them. */
export function Extensions({ name, editing }: { readonly name: string; readonly editing: Editing }) {
  const say = useDesignerTexts();
  const { modeler, shape } = editing;
  const services = { modeling: modeler.get('modeling'), bpmnFactory: modeler.get('bpmnFactory') };
  const found = extensionsOf(subjectOf(shape), name);
  return (
    <section className={styles.section}>
      <header>
        <h3>{named(say, name)}</h3>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => addExtension(services, shape, name, firstValues(name))}
          aria-label={say('addOne', { name: named(say, name) })}
        >
          {say('add')}
        </Button>
      </header>
      {found.map((element, index) => (
        <QuanhengElement
          key={index}
          {...{ name, element, editing }}
          onRemove={() => removeExtension(services, shape, element)}
        />
      ))}
    </section>
  );
}

/** The first of closed sets that must be said, so that what is new is not wrong already. */
function firstValues(name: string): Readonly<Record<string, unknown>> {
  const { attributes = {}, required = [] } = ELEMENTS.get(name) ?? {};
  return Object.fromEntries(
    required.flatMap((attribute): [string, unknown][] => {
      const type = attributes[attribute];
      return Array.isArray(type) ? [[attribute, type[0] as string]] : type === 'Integer' ? [[attribute, 1]] : [];
    }),
  );
}

interface ElementProps {
  readonly name: string;
  readonly element: Moddle;
  readonly editing: Editing;
  readonly onRemove?: () => void;
  /** Attributes that are shown elsewhere. */
  readonly without?: readonly string[];
}

export function QuanhengElement({ name, element, editing, onRemove, without = [] }: ElementProps) {
  const say = useDesignerTexts();
  const spec = ELEMENTS.get(name);
  if (spec === undefined) return null;
  const modeling = editing.modeler.get('modeling');
  const set = (attribute: string) => (value: string) =>
    modeling.updateModdleProperties(editing.shape, element, {
      [attribute]: valueOf(value, spec.attributes[attribute]),
    });
  return (
    <div className={styles.element} role="group" aria-label={named(say, name)}>
      {onRemove === undefined ? null : (
        <Button
          className={styles.remove ?? ''}
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={say('removeOne', { name: named(say, name) })}
          onClick={onRemove}
        />
      )}
      {name === 'assign' ? <Assign element={element} editing={editing} /> : null}
      {(name === 'assign' ? [] : Object.keys(spec.attributes))
        .filter((attribute) => !without.includes(attribute) && isShown(name, attribute, element))
        .map((attribute) => (
          <Attribute
            key={attribute}
            {...{ attribute, editing }}
            of={name}
            type={spec.attributes[attribute] ?? 'String'}
            value={textOf(element, attribute)}
            onChange={set(attribute)}
          />
        ))}
      {spec.text && textOf(element, 'text').trim() !== '' ? (
        <TextField label={say('text')} value={textOf(element, 'text').trim()} onChange={set('text')} />
      ) : null}
      {spec.children
        .filter((child) => !without.includes(child))
        .map((child) => (
          <Children key={child} {...{ child, element, editing }} />
        ))}
    </div>
  );
}

/** Of several names for one thing only the first is offered; what the document says is shown. */
function isShown(name: string, attribute: string, element: Moddle): boolean {
  const isAlias = (name === 'input' || name === 'output') && ['name', 'expression', 'value'].includes(attribute);
  return !isAlias || textOf(element, attribute) !== '';
}

function valueOf(text: string, type: QhElement['attributes'][string] | undefined): unknown {
  if (text === '') return undefined;
  if (type === 'Integer') return Number(text);
  return type === 'Boolean' ? text === 'true' : text;
}

/** Elements inside of another, such as those who may do an act. */
export function Children({
  child,
  element,
  editing,
}: {
  readonly child: string;
  readonly element: Moddle;
  readonly editing: Editing;
}) {
  const say = useDesignerTexts();
  const list = `${child}List`;
  const { modeler, shape } = editing;
  const found = childrenOf(element, list);
  const change = (children: readonly Moddle[]): void =>
    modeler.get('modeling').updateModdleProperties(shape, element, { [list]: children });
  const add = (): void => {
    const made = modeler.get('bpmnFactory').create(typeOf(child), firstValues(child));
    made.$parent = element;
    change([...found, made]);
  };
  return (
    <div className={styles.children}>
      {found.map((each, index) => (
        <QuanhengElement
          key={index}
          name={child}
          element={each}
          editing={editing}
          onRemove={() => change(found.filter((other) => other !== each))}
        />
      ))}
      <Button type="link" size="small" icon={<PlusOutlined aria-hidden />} onClick={add}>
        {say('addOne', { name: named(say, child) })}
      </Button>
    </div>
  );
}
