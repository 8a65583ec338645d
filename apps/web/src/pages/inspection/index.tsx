import { useNavigate, useParams } from 'react-router';
import { useSession } from '../../api/session.js';
import office from '../../parts/office/office.module.css';
import { Sections } from '../../parts/office/sections.js';
import { Title } from '../../parts/page/title.js';
import { Matters } from './matters.js';
import { Noted } from './noted.js';
import { useInspectionTexts } from './texts.js';
import { Work } from './work.js';

const VIEWS = ['work', 'refusal', 'exception', 'matters', 'reading'] as const;

/** Who supervises sees what was refused and what was out of the usual, and opens matters with a reason. Auditors see the same, and open nothing. */
export function Component() {
  const say = useInspectionTexts();
  const navigate = useNavigate();
  const { roles } = useSession();
  const isDiscipline = roles.includes('DISC');
  const views = VIEWS.filter((view) => view !== 'work' || isDiscipline);
  const { view: named } = useParams();
  const view = views.find((each) => each === named) ?? views[0] ?? 'refusal';
  return (
    <>
      <Title>{say('title')}</Title>
      <div className={office.page}>
        <Sections
          label={say('title')}
          value={view}
          onChange={(key) => void navigate(`/inspection/${key}`)}
          of={views.map((key) => ({ key, label: say(key) }))}
        />
        <p className={`${office.hint ?? ''} ${office.lead ?? ''}`}>{say(`${view}Hint`)}</p>
        {view === 'work' ? <Work /> : null}
        {view === 'matters' ? <Matters mayOpen={isDiscipline} /> : null}
        {view === 'refusal' || view === 'exception' || view === 'reading' ? (
          <Noted key={view} noted={view} mayOpen={isDiscipline} />
        ) : null}
      </div>
    </>
  );
}
