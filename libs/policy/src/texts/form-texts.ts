/** Where form-js keeps what a person reads of a form: labels, descriptions, headings, and what stands before and behind a field. */
const OF_FORMS = new Set([
  ...['label', 'dateLabel', 'timeLabel', 'description', 'text', 'content', 'alt'],
  ...['prefixAdder', 'suffixAdder'],
]);

/** Everything that a form says; expressions are worked out and say nothing themselves. A document that is no form says nothing. */
export function textsOfForm(document: string): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [parsed(document)];
  for (const each of open) {
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, value] of Object.entries(each)) {
      if (typeof value !== 'string') open.push(value);
      else if (OF_FORMS.has(key) && isSaid(value)) found.add(value);
    }
  }
  return found;
}

/** A form whose texts are said by somebody else, such as a translator; everything else of it stays. */
export function formSaidBy(form: unknown, say: (text: string) => string): unknown {
  if (Array.isArray(form)) return form.map((each) => formSaidBy(each, say));
  if (typeof form !== 'object' || form === null) return form;
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [
      key,
      typeof value === 'string' && OF_FORMS.has(key) && isSaid(value) ? say(value) : formSaidBy(value, say),
    ]),
  );
}

function isSaid(text: string): boolean {
  return text.trim() !== '' && !text.startsWith('=');
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
