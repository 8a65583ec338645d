import { z } from 'zod';
import { AGENDA, COUNT, WITNESS } from '../controls/collective-decision/meeting.js';
import { INFORM } from '../controls/emergency/emergency.js';
import { FILE, RECEIVE } from '../controls/filing/filing.js';
import { ANSWER } from '../controls/publicity/objections.js';
import { PUBLISH } from '../controls/publicity/publicity.js';
import { CONTROLS } from '../controls/registry.js';
import type { ControlKind } from '../model/index.js';

/** One property of a kind of control, for whoever fills it in. */
export interface ControlProperty {
  readonly name: string;
  readonly isRequired: boolean;
  /** A closed set of values. */
  readonly values?: readonly string[];
  /** What it is when nothing is said. */
  readonly standard?: string;
  /** A regular expression that it must match. */
  readonly pattern?: string;
}

interface Shape {
  readonly properties?: Readonly<Record<string, { enum?: string[]; default?: string | number; pattern?: string }>>;
  readonly required?: readonly string[];
}

/** The properties of a kind, read off the schema by which it reads them. */
export function propertiesOf(kind: ControlKind): readonly ControlProperty[] {
  const { properties = {}, required = [] } = z.toJSONSchema(CONTROLS[kind].properties, { io: 'input' }) as Shape;
  return Object.entries(properties).map(([name, said]) => ({
    name,
    isRequired: required.includes(name),
    ...(said.enum === undefined ? {} : { values: said.enum }),
    ...(said.default === undefined ? {} : { standard: String(said.default) }),
    ...(said.pattern === undefined ? {} : { pattern: said.pattern }),
  }));
}

/** The acts that a kind of control begins with when it is drawn; who does them is for the designer to say. */
export function newActs(kind: ControlKind): readonly string[] {
  return ACTS[kind];
}

const ACTS: Readonly<Record<ControlKind, readonly string[]>> = {
  check: ['检查'],
  dualSignature: ['业务签字', '财务签字'],
  countersign: ['会签一', '会签二'],
  collectiveDecision: [AGENDA, COUNT, WITNESS],
  publicity: [PUBLISH, ANSWER],
  filing: [FILE, RECEIVE],
  writtenOpinion: ['书面意见'],
  emergency: [INFORM, '领导签批一', '领导签批二'],
};
