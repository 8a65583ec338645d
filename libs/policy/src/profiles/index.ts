export { problemsOf, readProfile, type ProfileReading } from './read.js';
export { EFFECTS, profileJsonSchema, type Article, type Effect, type Profile, type ProfileStep } from './schema.js';
