import { styleText } from 'node:util';
import type { Host, Output } from '../host.js';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Colours for a terminal, plain text for everything else and where NO_COLOR is set (no-color.org). */
export function painter(output: Output, env: Host['env']): Paint {
  const isPlain = output.isTTY !== true || (env['NO_COLOR'] ?? '') !== '';
  return isPlain ? (_style, text) => text : (style, text) => styleText(style, text);
}
