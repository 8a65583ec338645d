export { textsOfDrawing } from './drawing-texts.js';
export { readTexts, textsJsonSchema, translationFindings, translationGaps, type ReadTexts } from './texts-file.js';
