import { useNavigate, useParams } from 'react-router';
import { useSession } from '../../api/session.js';
import office from '../../parts/office/office.module.css';
import { Sections } from '../../parts/office/sections.js';
import { Title } from '../../parts/page/title.js';
import { Facts } from './facts.js';
import { descriptionOf, KINDS } from './fields.js';
import { Rules } from './rules.js';
import { useAdministrationTexts } from './texts.js';

/** The organisation. Each of the administrators changes their own part of it and sees that first; the auditor sees all and changes nothing. */
export function Component() {
  const say = useAdministrationTexts();
  const navigate = useNavigate();
  const { roles } = useSession();
  const isMine = (kind: (typeof KINDS)[number]): boolean => roles.includes(descriptionOf(kind).by);
  const kinds = [...KINDS.filter(isMine), ...KINDS.filter((kind) => !isMine(kind))];
  const views = roles.includes('catalogueOwner')
    ? (['unitRule', ...kinds] as const)
    : ([...kinds, 'unitRule'] as const);
  const { kind: named } = useParams();
  const view = views.find((each) => each === named) ?? views[0];
  return (
    <>
      <Title>{say('title')}</Title>
      <div className={office.page}>
        <Sections
          label={say('title')}
          value={view}
          onChange={(key) => void navigate(`/administration/${key}`)}
          of={views.map((key) => ({ key, label: say(key) }))}
        />
        <p className={`${office.hint ?? ''} ${office.lead ?? ''}`}>{say(`${view}Hint`)}</p>
        {view === 'unitRule' ? <Rules /> : <Facts key={view} kind={view} />}
      </div>
    </>
  );
}
