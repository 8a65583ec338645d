import { timerOperations } from '@quanheng/contracts';
import { Link } from 'react-router';
import { usePages } from '../../api/hooks.js';
import { toSecond } from '../../parts/format/time.js';
import { Listing } from '../../parts/office/listing.js';
import { useProcessNames } from '../../parts/office/use-process-names.js';
import { EVERY } from './every.js';
import { useOperationsTexts } from './texts.js';

export function Timers() {
  const say = useOperationsTexts();
  const processName = useProcessNames();
  const pages = usePages(timerOperations.listTimers, {}, { every: EVERY });
  return (
    <Listing
      label={say('timers')}
      pages={pages}
      idOf={({ instance, subscription }) => `${instance} ${subscription}`}
      columns={[
        { key: 'due', head: say('due'), isShort: true, cell: ({ due }) => toSecond(due) },
        { key: 'process', head: say('process'), cell: ({ process }) => processName(process) },
        { key: 'step', head: say('step'), cell: (timer) => (waitsForEffect(timer) ? say('takesEffect') : timer.name) },
        {
          key: 'matter',
          head: say('matter'),
          cell: ({ instance }) =>
            isOfDefinition(instance) ? '' : <Link to={`/matters/${instance}`}>{say('open')}</Link>,
        },
      ]}
      empty={{ title: say('noTimers'), hint: say('noTimersHint') }}
    />
  );
}

/** Start events, and the moment at which a version takes effect, wait under a definition: there is no matter yet. */
const isOfDefinition = (owner: string): boolean => owner.startsWith('definition:');

const waitsForEffect = ({ instance, subscription }: { readonly instance: string; readonly subscription: number }) =>
  isOfDefinition(instance) && subscription < 0;
