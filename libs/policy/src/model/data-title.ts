import type { PolicyModel } from './types.js';

/** What people call a datum: its title, where the drawing protects it and gives it one. */
export function dataTitle(name: string, { protectedData }: Pick<PolicyModel, 'protectedData'>): string {
  return protectedData.get(name)?.title ?? name;
}
