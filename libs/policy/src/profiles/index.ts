export { processOf, profileOf, profilesOver, type Bindings, type Profiles } from './bound.js';
export { problemsOf, readProfile, type ProfileReading } from './read.js';
export {
  EFFECTS,
  profileJsonSchema,
  type Article,
  type Effect,
  type KeyElement,
  type KeptProcess,
  type Profile,
  type ProfileStep,
} from './schema.js';
export { underBinding } from './under-binding.js';
export { effectsUnder, governing } from './effects.js';
