export { textsOfDrawing } from './drawing-texts.js';
export { readTexts, textsJsonSchema, translationFindings, type ReadTexts } from './texts-file.js';
