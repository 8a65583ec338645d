import { z } from 'zod';
import { operation } from './operation.js';

/** A language as BCP 47 writes it, such as `en` or `zh-Hant`. */
const LANGUAGE = '[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*';

/** How a document of a deployment is called that says its texts in another language, as a pattern. */
export const TEXTS_DOCUMENT = `texts\\.${LANGUAGE}\\.json`;

export function textsDocument(language: string): string {
  return `texts.${language}.json`;
}

export const textOperations = {
  readTexts: operation({
    id: 'readTexts',
    method: 'GET',
    path: '/texts/{language}',
    tag: 'definitions',
    summary: 'What published processes say, in another language',
    detail:
      'By process, each text as it stands in the drawing or in a form with its translation. Of all versions that were published, the newest translation counts; what a called process says is among the texts of its caller.',
    access: 'person',
    params: z.strictObject({
      language: z
        .string()
        .max(35)
        .regex(new RegExp(`^${LANGUAGE}$`), { error: 'a language such as en' }),
    }),
    result: z.strictObject({ processes: z.record(z.string(), z.record(z.string(), z.string())) }),
  }),
};
