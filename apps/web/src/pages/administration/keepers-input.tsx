import { REGISTER_DESCRIPTIONS, REGISTERS, type Register, type UnitRuleValue } from '@quanheng/contracts';
import { useLanguage } from '../../i18n/texts.js';
import office from '../../parts/office/office.module.css';
import { Roles } from './field-input.js';
import { useRuleTexts } from './rule-texts.js';

type Keepers = UnitRuleValue<'registerKeepers'>;

interface KeepersProps {
  readonly value: Keepers;
  readonly onChange: (value: Keepers) => void;
}

/** Which roles propose and which confirm a change of each register: those of the product until something else is chosen. */
export function KeepersInput({ value, onChange }: KeepersProps) {
  const sayRule = useRuleTexts();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const put = (register: Register, part: 'propose' | 'confirm', roles: readonly string[]): void => {
    const { propose, confirm } = REGISTER_DESCRIPTIONS[register];
    const said = { ...(value[register] ?? { propose: [...propose], confirm: [...confirm] }), [part]: [...roles] };
    onChange({ ...value, [register]: said });
  };
  return (
    <div className={office.lines}>
      {REGISTERS.map((register) => {
        const name = REGISTER_DESCRIPTIONS[register][language];
        const said = value[register] ?? REGISTER_DESCRIPTIONS[register];
        return (
          <fieldset key={register} className={office.full ?? ''}>
            <legend>
              {name} {value[register] === undefined ? <small>{sayRule('unsaid')}</small> : null}
            </legend>
            {(['propose', 'confirm'] as const).map((part) => (
              <label key={part}>
                {sayRule(part)}
                <Roles
                  label={`${name}：${sayRule(part)}`}
                  value={said[part]}
                  onChange={(roles) => put(register, part, roles)}
                />
              </label>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
