import type { Finding } from '@quanheng/engine';
import { z } from 'zod';
import type { Texts } from '../texts/index.js';

const MOST_CHARACTERS = 2000;
const line = z.string().min(1).max(MOST_CHARACTERS);
const textsSchema = z.record(line, line);

/** A text that needs a translation: others, such as a number or a code, mean the same everywhere. */
const CHINESE = /\p{Script=Han}/u;
/** Texts that a finding names. */
const MOST_NAMED = 10;

/** The JSON schema of the file, as it is checked in beside the processes. */
export function textsJsonSchema(): unknown {
  return { ...z.toJSONSchema(textsSchema, { io: 'input' }), title: 'Quanheng texts in another language' };
}

export interface ReadTexts {
  /** Absent when the document cannot be read. */
  readonly texts?: Texts;
  readonly findings: readonly Finding[];
}

export function readTexts(document: string): ReadTexts {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { findings: [finding('bad-texts', 'error', `The texts are no JSON: ${error.message}.`)] };
  }
  const { data, error } = textsSchema.safeParse(parsed);
  if (data !== undefined) return { texts: data, findings: [] };
  const where = error.issues.map(({ path }) => `"${path.join('.')}"`).slice(0, MOST_NAMED);
  const what = `Write an object of texts and their translations, each of 1 to ${MOST_CHARACTERS} characters.`;
  return { findings: [finding('bad-texts', 'error', `${what} Wrong: ${where.join(', ')}.`)] };
}

export interface TranslationGaps {
  /** What the process says and the translation lacks. */
  readonly missing: readonly string[];
  /** What it translates and nothing says. */
  readonly superfluous: readonly string[];
}

/** What a translation lacks of what the process says, and what it says beyond. */
export function translationGaps(texts: Texts, shown: ReadonlySet<string>): TranslationGaps {
  return {
    missing: [...shown].filter((text) => CHINESE.test(text) && !Object.hasOwn(texts, text)),
    superfluous: Object.keys(texts).filter((text) => !shown.has(text)),
  };
}

export function translationFindings(texts: Texts, shown: ReadonlySet<string>): readonly Finding[] {
  const { missing, superfluous } = translationGaps(texts, shown);
  return [
    ...named('text-untranslated', missing, 'Not translated, and shown as they are'),
    ...named('text-superfluous', superfluous, 'Translated, but nothing here says it; correct or delete'),
  ];
}

function named(code: string, texts: readonly string[], what: string): readonly Finding[] {
  if (texts.length === 0) return [];
  const list = texts.slice(0, MOST_NAMED).map((text) => `"${text.replaceAll('"', "'")}"`);
  const rest = texts.length > list.length ? ` and ${texts.length - list.length} more` : '';
  return [finding(code, 'warning', `${what}: ${list.join(', ')}${rest}.`)];
}

function finding(code: string, severity: Finding['severity'], message: string): Finding {
  return { code, severity, elementId: null, message };
}
