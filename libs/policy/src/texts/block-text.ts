import type { BothLanguages } from '@quanheng/contracts';

/** What a refusal says. `{name}` is filled from the reason's parameters. */
export interface BlockText extends BothLanguages {
  /** Said behind it where the text itself tells neither who can act nor what to do. */
  readonly next?: BothLanguages;
  /** Said instead of all that when nobody can be named: the parameter that names them (`posts` or `name`) is empty. */
  readonly nobody?: BothLanguages;
}
