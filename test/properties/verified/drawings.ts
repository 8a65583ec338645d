import fc from 'fast-check';
import { compile, hasErrors, parseBpmn, validate } from '@quanheng/engine';
import type { Drawn } from '@quanheng/policy';
import { drawn as blockDrawing, shape, xmlOf } from '../../../libs/policy/src/verify/testing/block-drawings.js';
import { modelSpecs } from '../blocks.js';
import { raisingSpecs } from '../net/raising.js';
import { plainSpecs } from '../plain-blocks.js';
import { render } from '../render.js';

/** Texts of drawings with everything that the net knows: sound ones, others, and controls in blocks. */
const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: modelSpecs(true).map((spec) => render({ ...spec, returns: 'all' }, 'none', true).xml) },
  { weight: 3, arbitrary: modelSpecs(false).map((spec) => render(spec).xml) },
  { weight: 2, arbitrary: raisingSpecs.map((spec) => render(spec).xml) },
  { weight: 2, arbitrary: plainSpecs.map((spec) => render(spec).xml) },
  { weight: 1, arbitrary: shape.map((each) => xmlOf(blockDrawing(each))) },
);

/** Changes to the text of a drawing, as somebody might make them by mistake; each is made at one of the places where it can be. */
const CHANGES: readonly (readonly [RegExp, (found: string, dice: number) => string])[] = [
  [
    /<(parallel|exclusive|inclusive)Gateway/g,
    (_, dice) => `<${['parallel', 'exclusive', 'inclusive'][dice % 3]!}Gateway`,
  ],
  [/cancelActivity="(true|false)"/g, (found) => swapped(found)],
  [/isInterrupting="(true|false)"/g, (found) => swapped(found)],
  [/<endEvent id="[^"]*"\/>/g, (found) => found.replace('/>', '><terminateEventDefinition/></endEvent>')],
  [/isSequential="(true|false)"/g, (found) => swapped(found)],
];

function swapped(text: string): string {
  return text.includes('"true"') ? text.replace('"true"', '"false"') : text.replace('"false"', '"true"');
}

/** A drawing, now and then with a mistake or two. */
export const drawings: fc.Arbitrary<string> = fc
  .tuple(texts, fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { maxLength: 2 }))
  .map(([text, changes]) => changes.reduce(changed, text));

function changed(text: string, [which, where, dice]: readonly [number, number, number]): string {
  const [pattern, change] = CHANGES[which % CHANGES.length]!;
  const places = [...text.matchAll(pattern)];
  const place = places[where % Math.max(places.length, 1)];
  if (place === undefined) return text;
  const [found] = place;
  return text.slice(0, place.index) + change(found, dice) + text.slice(place.index + found.length);
}

/** null: a change has broken a rule of BPMN. */
export async function drawnOf(xml: string): Promise<Drawn | null> {
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined || hasErrors([...findings, ...validate(model)])) return null;
  const { definition } = compile(model, { digest: 'd' });
  return definition === undefined ? null : { definition, models: new Map([['', model]]) };
}
