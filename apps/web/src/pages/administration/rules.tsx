import { organisationOperations, UNIT_RULES, type UnitRuleName } from '@quanheng/contracts';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/hooks.js';
import { useSession } from '../../api/session.js';
import { useLanguage } from '../../i18n/texts.js';
import { useNames } from '../../parts/person/use-names.js';
import office from '../../parts/office/office.module.css';
import { Table } from '../../parts/office/table.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { RuleForm } from './rule-form.js';
import { ruleText } from './rule-text.js';
import { useRuleTexts } from './rule-texts.js';
import { useAdministrationTexts } from './texts.js';

/** It names posts. */
const POSTS: UnitRuleName = 'chiefPosts';
const idsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const NAMES = Object.keys(UNIT_RULES) as readonly UnitRuleName[];

/** What the unit decides for itself, and what holds where it has said nothing. */
export function Rules() {
  const say = useAdministrationTexts();
  const sayRule = useRuleTexts();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { roles } = useSession();
  const [chosen, setChosen] = useState<UnitRuleName | null>(null);
  const { data, error, refetch } = useRead(organisationOperations.readOrganisation, { query: { kind: 'unitRule' } });
  const facts = data?.facts ?? [];
  const said = new Map(facts.flatMap((fact) => (fact.kind === 'unitRule' ? [[fact.id, fact.data] as const] : [])));
  const valueOf = (name: UnitRuleName): unknown => said.get(name)?.value ?? UNIT_RULES[name].fallback;
  const posts = idsOf(valueOf(POSTS)).map((post) => `post:${post}`);
  const nameOf = useNames(posts);
  const textOf = (name: UnitRuleName): string =>
    name === POSTS && posts.length > 0 ? posts.map(nameOf).join('、') : ruleText(valueOf(name), sayRule);
  if (error !== null) return <Trouble problem={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 6 }} />;
  const mayChange = roles.includes('catalogueOwner');
  return (
    <>
      <Table
        label={say('unitRule')}
        rows={NAMES}
        idOf={(name) => name}
        chosen={chosen}
        columns={[
          { key: 'rule', head: say('rule'), cell: (name) => UNIT_RULES[name][language] },
          { key: 'value', head: say('value'), cell: textOf },
          { key: 'document', head: say('document'), cell: (name) => said.get(name)?.document ?? sayRule('unsaid') },
          ...(mayChange
            ? [
                {
                  ...{ key: 'act', head: say('change'), isShort: true },
                  cell: (name: UnitRuleName) => (
                    <Button size="small" onClick={() => setChosen(name)}>
                      {say('change')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayChange ? null : <p className={office.hint}>{say('readOnly', { who: say('owner') })}</p>}
      {chosen === null ? null : (
        <RuleForm key={chosen} name={chosen} now={valueOf(chosen)} onClose={() => setChosen(null)} />
      )}
    </>
  );
}
