/** What doing a duty brings about, where a person does it by hand (domain §3.3). */
const EFFECTS_OF_DUTIES: ReadonlyMap<string, string> = new Map([
  ['PAY_EXECUTE', 'payment'],
  ['PROJECT_PAY', 'payment'],
  ['DISPOSAL_EXECUTE', 'disposal'],
  ['APPOINT_ISSUE', 'appointment'],
]);

/** The first effect that one of the duties has. */
export function effectOfDuties(duties: readonly string[]): string | undefined {
  for (const duty of duties) {
    const effect = EFFECTS_OF_DUTIES.get(duty);
    if (effect !== undefined) return effect;
  }
  return undefined;
}
