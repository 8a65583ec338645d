import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROCESSES = join(__dirname, '../../../processes');
/** Every process that comes with the product, by the name of its folder. */
export const FOLDERS = readdirSync(PROCESSES).filter((name) => existsSync(join(PROCESSES, name, 'process.bpmn')));

export function drawingOf(folder: string): string {
  return readFileSync(join(PROCESSES, folder, 'process.bpmn'), 'utf8');
}

/** The profile that the process is bound to in the organisation of its folder. */
export function profileOf(folder: string): string {
  const { bindings } = JSON.parse(readFileSync(join(PROCESSES, folder, 'organisation.json'), 'utf8')) as {
    bindings: Record<string, { profile: string }>;
  };
  const [, id = ''] = /<process id="([^"]*)"/.exec(drawingOf(folder)) ?? [];
  const { profile } = bindings[id] ?? {};
  if (profile === undefined) throw new Error(`${folder} is bound to nothing`);
  return profile;
}

/** Files of the processes that it calls. */
export function callsOf(folder: string): readonly string[] {
  const { calls = [] } = JSON.parse(readFileSync(join(PROCESSES, folder, 'coverage.json'), 'utf8')) as {
    calls?: string[];
  };
  return calls.map((path) => join(PROCESSES, folder, path));
}
