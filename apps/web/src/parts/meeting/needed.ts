type Majority = 'half' | 'twoThirds';

/** Votes that it takes: more than half of those entitled, or two thirds and more. */
export function votesNeeded(majority: Majority, entitled: number): number {
  return majority === 'half' ? Math.floor(entitled / 2) + 1 : Math.ceil((entitled * 2) / 3);
}

export const STAGES = ['file', 'agenda', 'signIn', 'speak', 'vote', 'fileAfter', 'ended'] as const;
export type Stage = (typeof STAGES)[number];

/** How far each step of a meeting is. A meeting that waits for no filing has no such step, nor has one that is not filed afterwards. */
export function stepsOf(
  stage: Exclude<Stage, 'file'> | 'coming',
  isFiled: boolean,
  isFiledAfter = false,
): readonly (readonly [step: Stage, state: 'done' | 'now' | 'later'])[] {
  const steps = STAGES.filter((step) => (isFiled || step !== 'file') && (isFiledAfter || step !== 'fileAfter'));
  const at = steps.indexOf(stage === 'coming' ? 'file' : stage);
  return steps.map((step, index) => [step, index < at || stage === 'ended' ? 'done' : index === at ? 'now' : 'later']);
}
