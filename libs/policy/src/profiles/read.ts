import { z } from 'zod';
import { profileSchema, type Profile } from './schema.js';

export interface ProfileReading {
  readonly profile?: Profile;
  /** Why it is none, one line each: where and what. */
  readonly problems: readonly string[];
}

/** @param value the JSON value of a profile file */
export function readProfile(value: unknown): ProfileReading {
  const { success, data, error } = profileSchema.safeParse(value);
  return success ? { profile: data, problems: [] } : { problems: problemsOf(error) };
}

/** `steps[2].after: there is no step x`. */
export function problemsOf({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => `${z.core.toDotPath(path) || '(root)'}: ${message}`);
}
