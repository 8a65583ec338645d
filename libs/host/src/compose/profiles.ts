import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProfile, type Profile } from '@quanheng/policy';
import { rootFolder } from '../root-folder.js';

const SCHEMA = 'profile.schema.json';

/**
 * What is demanded of each kind of power, by the name of the file: those that come with the product.
 * @throws Error for a file that is no profile
 */
export function shippedProfiles(folder = join(rootFolder(), 'processes', 'profiles')): ReadonlyMap<string, Profile> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== SCHEMA);
  return new Map(
    files.map((file) => {
      const { profile, problems } = readProfile(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      if (profile === undefined) throw new Error(`${file} is no profile: ${problems.join('; ')}`);
      return [file.replace(/\.json$/, ''), profile];
    }),
  );
}
