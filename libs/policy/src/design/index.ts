export { judgeDrawing, type DrawingAnswer, type DrawingRequest } from './judge-drawing.js';
export { judgeStaffing } from './judge-staffing.js';
export { playDrawing, type PlayedStep } from './play-drawing.js';
export * from './simulation/index.js';
export { compareDrawings, type DrawingChange } from './compare-drawings.js';
export { findingText, incidentText } from './words/index.js';
export { newActs, propertiesOf, type ControlProperty } from './control-forms.js';
