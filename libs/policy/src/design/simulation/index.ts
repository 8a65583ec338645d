export type { Course, CourseValues, CourseStep } from './course.js';
export type { DataField } from './data-fields.js';
export {
  simulateDrawing,
  type CourseLine,
  type Simulated,
  type SimulationAnswer,
  type SimulationRequest,
  type StartableProcess,
  type WaitingWork,
} from './simulate-drawing.js';
