export { formSaidBy, textsOfDrawing, textsOfForm } from './shown-texts.js';
export { readTexts, textsJsonSchema, translationFindings, type ReadTexts, type Texts } from './texts-file.js';
export { inEnglish } from './translate.js';
