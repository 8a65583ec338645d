import { useNavigate, useParams } from 'react-router';
import { useSession } from '../../api/session.js';
import office from '../../parts/office/office.module.css';
import { Sections } from '../../parts/office/sections.js';
import { Title } from '../../parts/page/title.js';
import { Halted } from './halted.js';
import { Incidents } from './incidents.js';
import { Jobs } from './jobs.js';
import { Migration } from './migration.js';
import { useOperationsTexts } from './texts.js';
import { Timers } from './timers.js';

const VIEWS = ['incidents', 'jobs', 'timers', 'halted', 'migration'] as const;
/** What the system administrator sees, too. */
const WATCHED: readonly string[] = ['jobs', 'timers'];

/** What stands still, and what happens by itself. Operators act; auditors look; the system administrator sees jobs and timers. */
export function Component() {
  const say = useOperationsTexts();
  const navigate = useNavigate();
  const { roles } = useSession();
  const mayAct = roles.includes('operator');
  const isAuditor = roles.includes('auditor');
  const views = VIEWS.filter((view) => mayAct || (isAuditor && view !== 'migration') || WATCHED.includes(view));
  const { view: named } = useParams();
  const view = views.find((each) => each === named) ?? views[0] ?? 'jobs';
  return (
    <>
      <Title>{say('title')}</Title>
      <div className={office.page}>
        <Sections
          label={say('title')}
          value={view}
          onChange={(key) => void navigate(`/operations/${key}`)}
          of={views.map((key) => ({ key, label: say(key) }))}
        />
        <p className={`${office.hint ?? ''} ${office.lead ?? ''}`}>{say(`${view}Hint`)}</p>
        {view === 'incidents' ? <Incidents mayAct={mayAct} /> : null}
        {view === 'jobs' ? <Jobs mayAct={mayAct} /> : null}
        {view === 'timers' ? <Timers /> : null}
        {view === 'halted' ? <Halted mayAct={mayAct} /> : null}
        {view === 'migration' ? <Migration /> : null}
      </div>
    </>
  );
}
