import { styleText } from 'node:util';
import type { Host, Output } from '../host.js';

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Colours for a terminal, plain text for everything else and where NO_COLOR is set (no-color.org). */
export function painter(output: Output, env: Host['env']): Paint {
  const isPlain = output.isTTY !== true || (env['NO_COLOR'] ?? '') !== '';
  // What the stream is has just been decided; left to itself, styleText would ask standard output whatever the stream.
  return isPlain ? (_style, text) => text : (style, text) => styleText(style, text, { validateStream: false });
}
