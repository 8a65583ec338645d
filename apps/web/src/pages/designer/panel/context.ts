import type { Modeler } from '../canvas/modeler.js';
import type { Shape } from '../canvas/moddle.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What the fields of the panel offer to choose from. */
export interface Choices {
  readonly posts: readonly Choice[];
  readonly departments: readonly Choice[];
  readonly roles: readonly Choice[];
  readonly bodies: readonly Choice[];
  readonly handlers: readonly Choice[];
  readonly forms: readonly Choice[];
}

export interface Editing {
  readonly modeler: Modeler;
  readonly shape: Shape;
  readonly choices: Choices;
}
