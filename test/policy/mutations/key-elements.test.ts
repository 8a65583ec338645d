import { parseBpmn } from '@quanheng/engine';
import { shippedProfiles } from '@quanheng/host';
import { lint, readPolicy } from '@quanheng/policy';
import { drawingOf, FOLDERS, profileOf } from './folders.js';

const PROFILES = shippedProfiles();
const PAYING = FOLDERS.filter((folder) => /treasury-payment|"CONTRACT_SIGN"/.test(drawingOf(folder)));

/** A process under another name, of which no profile keeps anything: what it pays or signs rests on the key elements of its profile all the same. */
describe.each(PAYING)('a copy of %s under another name', (folder) => {
  const drawing = drawingOf(folder).replace(/<process id="[^"]*"/, '<process id="Copy"');
  const profile = PROFILES.get(profileOf(folder));
  if (profile === undefined) throw new Error(`no profile of ${folder}`);

  async function openIn(xml: string): Promise<readonly string[]> {
    const { model } = await parseBpmn(xml);
    if (model === undefined) throw new Error(`${folder} cannot be read`);
    const context = { organisation: null, profiles: null, effects: () => undefined };
    const findings = lint({ model, policy: readPolicy(model).policy, profile: profile ?? null, ...context });
    return findings.filter(({ rule }) => rule === 'P08').map(({ message }) => message);
  }
  const elements = [...new Set(profile.keyElements.filter(({ by }) => by === undefined).map(({ data }) => data))];

  test('leaves none open', async () => {
    expect(await openIn(drawing)).toEqual([]);
    expect(elements.length).toBeGreaterThan(1);
  });

  test.each(elements)('is refused where %s is not protected', async (name) => {
    const open = drawing.replace(new RegExp(`<qh:protected name="${name}"[^>]*/>`), '');
    expect(open).not.toBe(drawing);
    expect((await openIn(open)).join()).toContain(`(${name})`);
  });

  test.each(elements)('is refused where no signature covers %s', async (name) => {
    const others = [...drawing.matchAll(/<qh:protected name="([^"]*)"/g)].flatMap(([, each = '']) =>
      each === name ? [] : [each],
    );
    const unsigned = drawing.replaceAll(
      /(<qh:control kind="\w+">)([\s\S]*?)<\/qh:control>/g,
      (_whole: string, tag: string, inside: string) =>
        `${tag}${inside.replace(/<qh:property name="signs"[^>]*\/>/, '')}<qh:property name="signs" value="${others.join(' ')}"/></qh:control>`,
    );
    expect((await openIn(unsigned)).join()).toContain(`(${name})`);
  });
});
