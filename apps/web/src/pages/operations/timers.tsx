import { timerOperations } from '@quanheng/contracts';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import { useOperationsTexts } from './texts.js';

export function Timers() {
  const say = useOperationsTexts();
  const pages = usePages(timerOperations.listTimers, {});
  return (
    <Listing
      label={say('timers')}
      pages={pages}
      idOf={({ instance, subscription }) => `${instance} ${subscription}`}
      columns={[
        { key: 'due', head: say('due'), isShort: true, cell: ({ due }) => toSecond(due) },
        { key: 'step', head: say('step'), cell: ({ element }) => element },
        {
          key: 'matter',
          head: say('matter'),
          cell: ({ instance }) => <Link to={`/matters/${instance}`}>{say('open')}</Link>,
        },
      ]}
      empty={{ title: say('noTimers'), hint: say('noTimersHint') }}
    />
  );
}
