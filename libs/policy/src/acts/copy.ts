import { withoutPart } from '../guard/parts.js';
import { reason } from '../texts/index.js';
import type { Act } from './act.js';
import { conflict, invalid } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

/** Persons to whom a matter is shown at once. */
const MOST_PERSONS = 50;

/** 传阅: whoever has a part in the matter shows it to people of the unit. They may read it, and no more. */
export const copy: Act<'copyInstance'> = {
  against: ({ command, instance, person, request }) => {
    const { organisation, at } = request;
    const strangers = command.persons.filter(
      (each) => !organisation.capacities(each, at).some(({ post }) => post !== null),
    );
    return [
      ...withoutPart(request, instance, person.person, '传阅'),
      ...strangers
        .slice(0, MOST_PERSONS)
        .map((each) => reason('COPY_REFUSED', { name: organisation.fact('person', each, at)?.data.name ?? each })),
    ];
  },
  react: (draft, { command, instance, person, request: { organisation, at } }) => {
    const persons = [...new Set(command.persons)].filter((each) => each !== person.person);
    if (persons.length === 0) return invalid('请选择本人以外的传阅对象。');
    if (persons.length > MOST_PERSONS) return invalid(`一次最多传阅${MOST_PERSONS}人，请分次传阅。`);
    const { copies = {} } = draft.work;
    const waiting = (each: string): boolean => {
      const known = Object.hasOwn(copies, each) ? copies[each] : undefined;
      return known !== undefined && known.readAt === undefined;
    };
    const unread = persons.filter((each) => !waiting(each));
    if (unread.length === 0) return conflict('所选人员均已收到传阅，尚待其阅知。');
    draft.emit({ type: 'copied', persons: unread, by: person.person, at });
    const on = { activity: instance.process, element: 0 };
    draft.trail.push(trailOf(on, 'copy', person, actingAsSelf(person.person, organisation, at)));
    return draft.reaction();
  },
};

/** 已阅: the matter leaves what is still to be read. */
export const acknowledge: Act<'acknowledgeCopy'> = {
  against: () => [],
  react: (draft, { instance, person, request: { organisation, at } }) => {
    const { copies = {} } = draft.work;
    const shown = Object.hasOwn(copies, person.person) ? copies[person.person] : undefined;
    if (shown === undefined) return conflict('本件未传阅给您，无须办理已阅。');
    if (shown.readAt !== undefined) return conflict('本件您已阅知。');
    draft.emit({ type: 'copyRead', person: person.person, by: shown.by, at: shown.at, readAt: at });
    const on = { activity: instance.process, element: 0 };
    draft.trail.push(trailOf(on, 'read', person, actingAsSelf(person.person, organisation, at)));
    return draft.reaction();
  },
};
