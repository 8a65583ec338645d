import { LINES, planOf, readConstraints, type Constraint, type PolicyModel, type Profile } from '@quanheng/policy';
import { limitsOf, type Limit } from '../../../libs/policy/src/limits/index.js';

/** Codes that a drawing can be refused with at least, by what it says: its constraints on persons, data and time, its controls, papers and thresholds. */
export function leastRefusals(model: PolicyModel, process: string, { power }: Profile): ReadonlySet<string> {
  const { constraints } = readConstraints(model, process);
  const { limits, windows } = limitsOf(model);
  const activities = [...model.activities.values()];
  const controls = activities.flatMap((each) => planned(each));
  const pens = controls.some(({ acts }) => acts.some(({ isPen }) => isPen));
  const ticked = controls.some(({ acts }) => acts.some(({ verify }) => verify.length > 0));
  const alone = controls.some(({ kind }) => kind === 'check');
  const restricted = power.lines.some((line) => LINES.some(({ code }) => code === line));
  return new Set([
    'NOT_OFFERED',
    ...constraints.flatMap((each) => ofPersons(each, model)),
    ...limits.flatMap(ofData),
    ...windows.flatMap(({ least, most }) => [
      ...(least === null ? [] : ['WINDOW_EARLY']),
      ...(most === null ? [] : ['WINDOW_LATE']),
    ]),
    ...controls.flatMap(({ kind }) => OF_CONTROLS[kind] ?? []),
    ...(pens ? ['AUTH_STRENGTH'] : []),
    ...(ticked ? ['OPINION_MISSING'] : []),
    ...(restricted && (pens || alone) ? ['CHIEF_RESTRICTED'] : []),
    ...(activities.some(({ evidence }) => evidence.some(({ required }) => required)) ? ['EVIDENCE_MISSING'] : []),
    ...(model.thresholds.length > 0 ? ['RULE_NOT_CONFIGURED'] : []),
  ]);
}

const OF_CONTROLS: Readonly<Record<string, readonly string[]>> = {
  dualSignature: ['DUAL_CROSS_DELEGATE'],
  collectiveDecision: ['CHAIR_LAST', 'FILING_TOO_LATE'],
  publicity: ['OBJECTION_OPEN', 'PUBLICITY_SHORT'],
  emergency: ['EMERGENCY_OVER_CAP'],
};
const OF_LEVELS = { person: 'SOD_SAME_PERSON', department: 'SOD_SAME_DEPT', leader: 'SOD_SAME_LEADER' } as const;
const HUMAN = new Set(['userTask', 'manualTask']);

function planned(activity: Parameters<typeof planOf>[0]) {
  const plan = planOf(activity);
  return plan !== null && 'control' in plan
    ? [{ kind: plan.control.control.kind, acts: [...plan.control.acts.values()] }]
    : [];
}

/** Jobs are nobody's: only what two persons do can meet. */
function ofPersons(
  { kind, levels, pairs, concernsInitiator }: Constraint,
  { activities }: PolicyModel,
): readonly string[] {
  if (kind === 'recusal') return concernsInitiator === true ? ['SELF_APPROVE'] : ['RECUSE_REQUIRED'];
  const human = pairs.filter((pair) => pair.every(({ activity }) => HUMAN.has(activities.get(activity)?.type ?? '')));
  if (human.length === 0) return [];
  switch (kind) {
    case 'separation':
      return [...levels].map((level) => OF_LEVELS[level]);
    case 'phase':
      return ['PHASE_CONFLICT'];
    case 'binding':
      return ['BINDING_REQUIRED'];
    case 'atMost':
      return ['TOO_MANY_STEPS'];
    case 'atLeast':
      return ['TOO_FEW_PERSONS'];
    case 'chief':
      return [];
  }
}

function ofData({ demand, sum, open, payee, supplier, says, extent }: Limit): readonly string[] {
  const asksRegister =
    payee !== null || sum?.most.kind === 'register' || demand?.variables.includes('register') === true;
  return [
    ...(demand !== null || sum !== null || open !== null ? [says.code] : []),
    ...(payee === null ? [] : ['PAYEE_MISMATCH']),
    ...(supplier === null ? [] : ['SUPPLIER_BARRED']),
    ...(asksRegister && extent === 'contract' ? ['REGISTER_NONE'] : []),
    ...(asksRegister && extent === 'budgetLine' ? ['BUDGET_NONE'] : []),
  ];
}
