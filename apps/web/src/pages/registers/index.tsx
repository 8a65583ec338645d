import { registerOperations, REGISTERS, type Register } from '@quanheng/contracts';
import { Segmented, Skeleton } from 'antd';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useRead } from '../../api/hooks.js';
import office from '../../parts/office/office.module.css';
import { Sections } from '../../parts/office/sections.js';
import { Title } from '../../parts/page/title.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import { Entries } from './entries.js';
import { Proposals } from './proposals.js';
import { useRegisterTexts } from './texts.js';

/** What the processes rest on: who may see which register, and what they may do with it, is the server's word. */
export function Component() {
  const say = useRegisterTexts();
  const navigate = useNavigate();
  const { register: named = 'contract' } = useParams();
  const register: Register = REGISTERS.find((each) => each === named) ?? 'contract';
  const { data, error, refetch } = useRead(registerOperations.listRegisters, {});
  const known = data?.items.find((each) => each.register === register);
  return (
    <>
      <Title>{say('title')}</Title>
      <div className={office.page}>
        <Sections
          label={say('registers')}
          value={register}
          onChange={(key) => void navigate(`/registers/${key}`)}
          of={REGISTERS.map((key) => ({ key, label: say(key) }))}
        />
        {error === null ? null : <Trouble problem={error} onAgain={() => void refetch()} />}
        {known === undefined ? error === null ? <Skeleton active /> : null : <Kept key={register} of={known} />}
      </div>
    </>
  );
}

export interface Known {
  readonly register: Register;
  readonly mayPropose: boolean;
  readonly mayConfirm: boolean;
  readonly maySeeProposals: boolean;
}

function Kept({ of }: { readonly of: Known }) {
  const say = useRegisterTexts();
  const [search, setSearch] = useSearchParams();
  const view = of.maySeeProposals && search.get('view') === 'proposals' ? 'proposals' : 'entries';
  return (
    <>
      {of.maySeeProposals ? (
        <div className={office.filters}>
          <Segmented
            aria-label={say('registers')}
            value={view}
            onChange={(next) => setSearch(next === 'entries' ? {} : { view: next })}
            options={(['entries', 'proposals'] as const).map((value) => ({ value, label: say(value) }))}
          />
        </div>
      ) : null}
      {view === 'entries' ? <Entries of={of} /> : <Proposals of={of} />}
    </>
  );
}
