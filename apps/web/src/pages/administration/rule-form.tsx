import {
  factSchema,
  organisationOperations,
  RESTRICTED_LINES,
  UNIT_RULES,
  type UnitRuleName,
  type UnitRuleValue,
} from '@quanheng/contracts';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '../../api/hooks.js';
import { useAnnounce } from '../../parts/announcement/announcements.js';
import { DateInput } from '../../parts/date-input/date-input.js';
import { useLanguage } from '../../i18n/texts.js';
import office from '../../parts/office/office.module.css';
import { Panel } from '../../parts/office/panel.js';
import { FactPicker } from '../../parts/organisation/fact-picker.js';
import { beginOf } from './begin.js';
import { Findings } from './findings.js';
import { KeepersInput } from './keepers-input.js';
import { ruleText } from './rule-text.js';
import { useRuleTexts } from './rule-texts.js';
import { useAdministrationTexts } from './texts.js';

interface RuleFormProps {
  readonly name: UnitRuleName;
  readonly now: unknown;
  readonly onClose: () => void;
}
const CHOICES: Partial<Record<UnitRuleName, readonly string[]>> = {
  recusalDenominator: UNIT_RULES.recusalDenominator.value.options,
  filingCount: UNIT_RULES.filingCount.value.options,
  chairSpeaksLast: ['true', 'false'],
};

/** Says a rule of the unit from a day on, by a document and an article of the unit's own. */
export function RuleForm({ name, now, onClose }: RuleFormProps) {
  const say = useAdministrationTexts();
  const sayRule = useRuleTexts();
  const prefix = useId();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const announce = useAnnounce();
  const send = useSend(organisationOperations.changeOrganisation);
  const [value, setValue] = useState(now);
  const [from, setFrom] = useState('');
  const [document, setDocument] = useState('');
  const [article, setArticle] = useState('');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const save = (): void => {
    const begins = beginOf(from);
    const data = { value, document: document.trim(), basis: [{ article: article.trim(), mark: 'D' }] };
    const parsed = factSchema.safeParse({ kind: 'unitRule', id: name, from: begins, to: null, data });
    const places = new Set((parsed.error?.issues ?? []).map(({ path }) => path[1]));
    setWrong([
      ...(places.has('value') ? [say('value')] : []),
      ...(places.has('document') ? [say('document')] : []),
      ...(places.has('basis') ? [sayRule('article')] : []),
    ]);
    if (!parsed.success) return;
    send.mutate(
      { body: { changes: [{ change: 'put', fact: parsed.data }] } },
      {
        onSuccess: () => {
          announce(say('saved'));
          onClose();
        },
      },
    );
  };
  return (
    <Panel title={UNIT_RULES[name][language]} onClose={onClose}>
      <div className={office.fields}>
        <div>
          <label htmlFor={`${prefix}value`}>{say('value')}</label>
          <ValueInput id={`${prefix}value`} name={name} label={say('value')} value={value} onChange={setValue} />
        </div>
        {(
          [
            ['document', document, setDocument, say('document')],
            ['article', article, setArticle, sayRule('article')],
          ] as const
        ).map(([key, text, set, label]) => (
          <div key={key}>
            <label htmlFor={prefix + key}>{label}</label>
            <Input id={prefix + key} maxLength={200} value={text} onChange={({ target }) => set(target.value)} />
          </div>
        ))}
        <div>
          <label htmlFor={`${prefix}from`}>{say('from')}</label>
          <DateInput id={`${prefix}from`} value={from} onChange={setFrom} />
        </div>
        {wrong.length === 0 ? null : (
          <p role="alert" className={office.fault}>
            {say('check', { list: wrong.join('、') })}
          </p>
        )}
        {send.error === null ? null : <Findings problem={send.error} />}
        <p>
          <Button type="primary" loading={send.isPending} onClick={save}>
            {say('save')}
          </Button>
        </p>
      </div>
    </Panel>
  );
}

interface ValueProps {
  readonly id: string;
  readonly name: UnitRuleName;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function ValueInput({ id, name, label, value, onChange }: ValueProps) {
  const sayRule = useRuleTexts();
  const choices = CHOICES[name];
  if (name === 'chiefPosts') {
    return <FactPicker {...{ id, label, onChange }} kind="post" isMultiple value={value as readonly string[]} />;
  }
  if (name === 'registerKeepers') {
    return <KeepersInput value={value as UnitRuleValue<'registerKeepers'>} onChange={onChange} />;
  }
  if (name === 'restrictedLines') {
    return (
      <Select<string[]>
        id={id}
        mode="tags"
        aria-label={label}
        className={office.full ?? ''}
        value={[...(value as readonly string[])]}
        onChange={onChange}
        options={RESTRICTED_LINES.map((each) => ({ value: each, label: sayRule(each) }))}
      />
    );
  }
  if (choices !== undefined) {
    return (
      <Select<string>
        id={id}
        aria-label={label}
        className={office.full ?? ''}
        value={String(value)}
        onChange={(chosen) => onChange(name === 'chairSpeaksLast' ? chosen === 'true' : chosen)}
        options={choices.map((each) => ({ value: each, label: ruleText(each, sayRule) }))}
      />
    );
  }
  return (
    <Input
      id={id}
      inputMode="numeric"
      maxLength={4}
      value={ruleText(value, sayRule)}
      onChange={({ target }) => onChange(/^\d+$/.test(target.value) ? Number(target.value) : target.value)}
    />
  );
}
