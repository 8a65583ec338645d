import { REGISTER_DESCRIPTIONS, REGISTERS } from '@quanheng/contracts';
import { language } from '../../../i18n/texts.js';
import type { VNode } from '../../../parts/form/drawn.js';
import { registerOf, type RegisterField } from '../../../parts/form/register-of.js';
import { formText } from '../../../parts/form/texts.js';

interface Field extends RegisterField {
  readonly type?: string;
}
interface Entry {
  readonly id: string;
  readonly component?: Drawn;
}
interface EntryProps {
  readonly field: Field;
  readonly editField: (field: Field, path: readonly string[], value: unknown) => void;
}
type Drawn = (props: EntryProps & Readonly<Record<string, unknown>>) => VNode;
interface Group {
  readonly id: string;
  readonly entries?: readonly Entry[];
}
interface Panel {
  registerProvider(
    provider: { getGroups(field: Field): (groups: readonly Group[]) => readonly Group[] },
    priority: number,
  ): void;
}

/** After the groups of the library itself, before they are put into Chinese. */
const BEFORE_LAST = 200;
/** The entry of the library that offers a choice for a field of text: ours is drawn by it. */
const CHOICE = 'validationType';

/** Beside what the library offers for a field of text: the register that its number is of. */
export const registerOfFieldModule = {
  __init__: ['registerOfField'],
  registerOfField: [
    'type',
    Object.assign(
      function offer(panel: Panel): void {
        panel.registerProvider({ getGroups: () => withRegister }, BEFORE_LAST);
      },
      { $inject: ['propertiesPanel'] },
    ),
  ],
};

export function withRegister(groups: readonly Group[]): readonly Group[] {
  const choice = groups.flatMap(({ entries = [] }) => entries).find(({ id }) => id === CHOICE);
  if (choice?.component === undefined) return groups;
  const entry = { ...choice, id: 'register', component: registerBy(choice.component) };
  return groups.map((group) =>
    group.id === 'general' ? { ...group, entries: [...(group.entries ?? []), entry] } : group,
  );
}

/** One for each, so that what is being chosen is not drawn anew as something else. */
const KNOWN = new WeakMap<Drawn, Drawn>();

function registerBy(component: Drawn): Drawn {
  const known = KNOWN.get(component);
  if (known !== undefined) return known;
  const made: Drawn = (props) => {
    const { field, editField } = props;
    const choose = (chosen: string | undefined): void => {
      const { register: _before, ...others } = field.properties ?? {};
      editField(field, ['properties'], chosen === undefined ? others : { ...others, register: chosen });
    };
    const drawn = component({ ...props, getValue: () => () => registerOf(field) ?? '', onChange: () => choose });
    const [select] = drawn.props.children as readonly VNode[];
    Object.assign(select?.props ?? {}, { label: formText('register'), options: options(), tooltip: undefined });
    return drawn;
  };
  KNOWN.set(component, made);
  return made;
}

function options(): readonly { readonly value: string; readonly label: string }[] {
  const named = REGISTERS.map((register) => {
    const { zh, en } = REGISTER_DESCRIPTIONS[register];
    return { value: register, label: language() === 'en' ? en : zh };
  });
  return [{ value: '', label: formText('noRegister') }, ...named];
}
