import { registerOperations } from '@quanheng/contracts';
import { Segmented, Tag } from 'antd';
import { useSearchParams } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import office from '../../parts/office/office.module.css';
import type { Column } from '../../parts/office/table.js';
import { useNames } from '../../parts/person/use-names.js';
import type { Known } from './index.js';
import { ProposalPanel } from './proposal.js';
import { STATE_COLOURS, STATES, type Proposal } from './states.js';
import { useRegisterTexts } from './texts.js';

/** What was proposed: to be confirmed by a second person, or decided already. */
export function Proposals({ of }: { readonly of: Known }) {
  const say = useRegisterTexts();
  const { register } = of;
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('state') ?? 'open';
  const state = STATES.find((each) => each === wanted);
  const chosen = search.get('proposal');
  const set = (key: string, value: string | null): void => {
    const next = new URLSearchParams(search);
    if (value === null) next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const pages = usePages(registerOperations.listRegisterProposals, {
    params: { register },
    query: state === undefined ? {} : { state },
  });
  const nameOf = useNames(pages.items.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]));
  const columns: Column<Proposal>[] = [
    { key: 'document', head: say('document'), cell: ({ document }) => document },
    {
      ...{ key: 'state', head: say('state') },
      cell: ({ state: is }) => <Tag color={STATE_COLOURS[is]}>{say(is)}</Tag>,
    },
    { key: 'count', head: say('entriesCount'), isNumber: true, cell: ({ count }) => count },
    { key: 'by', head: say('proposedBy'), isShort: true, cell: ({ proposedBy }) => nameOf(proposedBy) },
    { key: 'at', head: say('proposedAt'), isShort: true, cell: ({ proposedAt }) => toSecond(proposedAt) },
    {
      ...{ key: 'decidedBy', head: say('decidedBy'), isShort: true },
      cell: ({ decidedBy }) => (decidedBy === null ? '' : nameOf(decidedBy)),
    },
    {
      ...{ key: 'decidedAt', head: say('decidedAt'), isShort: true },
      cell: ({ decidedAt }) => (decidedAt === null ? '' : toSecond(decidedAt)),
    },
  ];
  return (
    <>
      <div className={office.filters}>
        <Segmented
          aria-label={say('state')}
          value={state ?? 'all'}
          onChange={(value) => set('state', value)}
          options={[...STATES, 'all' as const].map((value) => ({ value, label: say(value) }))}
        />
      </div>
      <Listing
        label={say('proposals')}
        pages={pages}
        columns={columns}
        idOf={({ proposal }) => proposal}
        chosen={chosen}
        onChoose={({ proposal }) => set('proposal', proposal)}
        empty={{ title: say('noProposals'), hint: say('noProposalsHint') }}
      />
      {chosen === null ? null : (
        <ProposalPanel key={chosen} of={of} proposal={chosen} onClose={() => set('proposal', null)} />
      )}
    </>
  );
}
