import { CONTROLS, propertiesOf, type ControlKind } from '@quanheng/policy';
import { childrenOf, extensionsOf, removeExtension, subjectOf, typeOf } from '../canvas/extensions.js';
import { CONTROL_ICONS } from '../canvas/icons.js';
import { textOf, type Moddle } from '../canvas/moddle.js';
import { becomeControl } from '../palette/drawable.js';
import { named, useDesignerTexts } from '../texts.js';
import type { Editing } from './context.js';
import { dataOf } from './drawn.js';
import { ChoiceField, TextField, WordsField } from './fields.js';
import styles from './panel.module.css';
import { Children } from './quanheng-element.js';

const KINDS = Object.keys(CONTROL_ICONS) as ControlKind[];

/** Which control an activity is, the properties of its kind as their schema says them, and the acts it is made of. */
export function ControlSection({ editing }: { readonly editing: Editing }) {
  const say = useDesignerTexts();
  const { modeler, shape } = editing;
  const services = { modeling: modeler.get('modeling'), bpmnFactory: modeler.get('bpmnFactory') };
  const [control] = extensionsOf(subjectOf(shape), 'control');
  const kind = control === undefined ? '' : textOf(control, 'kind');
  const become = (chosen: string): void => {
    if (control !== undefined) removeExtension(services, shape, control);
    if (chosen !== '') becomeControl(modeler, shape, chosen as ControlKind);
  };
  return (
    <section className={styles.section}>
      <header>
        <h3>{say('control')}</h3>
      </header>
      <ChoiceField
        label={say('kind')}
        value={kind}
        choices={KINDS.map((value) => ({ value, label: say(value) }))}
        onChange={become}
      />
      {control === undefined || !(kind in CONTROLS) ? null : (
        <>
          <p className={styles.hint}>
            {say('outcomesAre', {
              names: outcomesOf(kind as ControlKind)
                .map((each) => named(say, each))
                .join('、'),
            })}
          </p>
          {propertiesOf(kind as ControlKind).map((property) => (
            <KindProperty key={property.name} {...{ property, control, editing }} />
          ))}
          <h4>{say('acts')}</h4>
          <Children child="act" element={control} editing={editing} />
          <Children child="basis" element={control} editing={editing} />
        </>
      )}
    </section>
  );
}

export function outcomesOf(kind: ControlKind): readonly string[] {
  return CONTROLS[kind].outcomes;
}

interface KindPropertyProps {
  readonly property: ReturnType<typeof propertiesOf>[number];
  readonly control: Moddle;
  readonly editing: Editing;
}

function KindProperty({ property, control, editing }: KindPropertyProps) {
  const say = useDesignerTexts();
  const { modeler, shape, choices } = editing;
  const { name, values, standard, isRequired, pattern } = property;
  const all = childrenOf(control, 'propertyList');
  const said = all.filter((each) => textOf(each, 'name') === name);
  const value = said.map((each) => textOf(each, 'value') || textOf(each, 'text').trim()).join(' ');
  const onChange = (text: string): void => {
    const others = all.filter((each) => !said.includes(each));
    const made = modeler.get('bpmnFactory').create(typeOf('property'), { name, value: text });
    made.$parent = control;
    modeler
      .get('modeling')
      .updateModdleProperties(shape, control, { propertyList: text === '' ? others : [...others, made] });
  };
  const field = { label: `${named(say, name)}${isRequired ? ' *' : ''}`, value, onChange };
  if (values !== undefined) {
    const label = (each: string): string =>
      each === standard ? say('standard', { name: named(say, each) }) : named(say, each);
    return <ChoiceField {...field} choices={values.map((each) => ({ value: each, label: label(each) }))} />;
  }
  if (name === 'signs') return <WordsField {...field} choices={dataOf(modeler, shape)} />;
  if (name === 'body') return <ChoiceField {...field} choices={choices.bodies} />;
  if (name === 'observer') return <ChoiceField {...field} choices={choices.posts} />;
  if (name === 'amount') return <ChoiceField {...field} choices={dataOf(modeler, shape, 'money')} />;
  if (name === 'ratifiedBy' || name === 'filing') {
    return (
      <ChoiceField {...field} choices={controlsOf(editing, name === 'filing' ? 'filing' : 'collectiveDecision')} />
    );
  }
  const check = (text: string): string | null => {
    if (text === '') return isRequired ? say('needed') : null;
    return pattern === undefined || new RegExp(pattern, 'u').test(text) ? null : say('notLike', { pattern });
  };
  return <TextField {...field} check={check} />;
}

function controlsOf({ modeler }: Editing, kind: ControlKind) {
  return modeler
    .get('elementRegistry')
    .filter(
      ({ businessObject, labelTarget }) =>
        labelTarget === undefined &&
        extensionsOf(businessObject, 'control').some((each) => textOf(each, 'kind') === kind),
    )
    .map(({ id, businessObject }) => ({ value: id, label: textOf(businessObject, 'name') || id }));
}
