/** What can follow when a time limit is over: those who have the work are told, or the leaders above them too. */
const AT_END: ReadonlySet<string> = new Set(['urge', 'escalate']);
const AUTOMATIC = /^(pass(ed)?|approved?|agreed?|completed?|skip(ped)?|auto\w*)$/i;

/** It says that work passes by itself: lint L17 refuses that, or an exception of the profile lets it stand. */
export function passesByItself(atEnd: string): boolean {
  return AUTOMATIC.test(atEnd);
}

export function isKnownAtEnd(atEnd: string): boolean {
  return AT_END.has(atEnd) || passesByItself(atEnd);
}
