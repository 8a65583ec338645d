import { changed, DAY, hold, NEW_YEAR, office, person, put } from '../../organisation/testing/office.js';
import type { OrganisationIndex } from '../../organisation/view.js';
import type { ActInQuestion, PastAct } from '../deed.js';

export { DAY, NEW_YEAR };
export const TODAY = NEW_YEAR + 100 * DAY;

const department = (id: string, name: string) => put('department', id, { name, parent: null });
const postOf = (id: string, name: string, of: string, roles: readonly string[]) =>
  put('post', id, { name, department: of, roles });

/**
 * A unit with works, finance and audit departments: `ming`, `wei` and `tao` in works, `fang` and `li` in finance, `qing` in audit. `guo` supervises
 * works and audit, `han` finance; `zhang` is the chief.
 */
export function unit(...more: Parameters<typeof changed>[1][number][]): OrganisationIndex {
  return changed(office(), [
    ...[department('WORKS', '基建处'), department('MONEY', '计财处'), department('AUDIT', '审计处')],
    department('LEAD', '校领导'),
    ...['ming', 'wei', 'tao', 'fang', 'li', 'qing', 'guo', 'han', 'zhang'].map((id) => person(id)),
    postOf('pm', '项目负责人', 'WORKS', ['PM']),
    postOf('works-head', '基建处长', 'WORKS', ['INFRA_HEAD']),
    postOf('fin-head', '财务处长', 'MONEY', ['FIN_HEAD']),
    postOf('teller', '出纳岗', 'MONEY', ['CASHIER']),
    postOf('inspector', '审计岗', 'AUDIT', ['AUDIT']),
    postOf('vice-works', '分管基建领导', 'LEAD', ['VICE_INFRA']),
    postOf('vice-fin', '分管财务领导', 'LEAD', ['VICE_FIN']),
    postOf('principal', '校长', 'LEAD', ['CHIEF']),
    ...[hold('ming', 'pm'), hold('wei', 'works-head'), hold('tao', 'pm'), hold('fang', 'fin-head')],
    ...[hold('li', 'teller'), hold('qing', 'inspector'), hold('guo', 'vice-works'), hold('han', 'vice-fin')],
    hold('zhang', 'principal'),
    put('leaderLine', 'L-works', { leader: 'vice-works', departments: ['WORKS', 'AUDIT'] }),
    put('leaderLine', 'L-money', { leader: 'vice-fin', departments: ['MONEY'] }),
    put('body', 'MEETING', {
      name: '校长办公会',
      members: [
        { person: 'zhang', role: 'chair' },
        { person: 'fang', role: 'member' },
      ],
    }),
    ...more,
  ]);
}

type Given = Partial<ActInQuestion> & Pick<ActInQuestion, 'person' | 'activity'>;

export function act(given: Given): ActInQuestion {
  return {
    ...{ process: 'P', act: 'complete', name: `环节${given.activity}`, duties: [], phase: null, onBehalfOf: [] },
    ...{ isVoteInBody: false, soleApproval: false, isPen: false, offers: [], at: TODAY },
    ...given,
  };
}

export function done(given: Partial<PastAct> & Pick<PastAct, 'person' | 'activity'>): PastAct {
  const { offers: _offers, ...deed } = act({ at: TODAY - DAY, ...given });
  return { ...deed, ...(given.voided === undefined ? {} : { voided: given.voided }) };
}
