import { compile, parseBpmn, validate, type Definition, type Model } from '@quanheng/engine';
import type { ModelSpec } from './blocks.js';
import { render, type Edit, type Rendered } from './render.js';

export interface Compiled {
  readonly model: Model;
  readonly definition: Definition;
}

/** A random model, read and compiled as any other document. */
export interface TestModel extends Compiled {
  readonly rendered: Rendered;
  /** The model with a change, under another digest. */
  readonly edited: (edit: Edit) => Promise<Compiled>;
}

/** @throws Error when the text has a finding that is an error: the generator must only draw what can be executed. */
export async function build(spec: ModelSpec, sound = false): Promise<TestModel> {
  const rendered = render(spec, 'none', sound);
  const { model, definition } = await compiled(rendered.xml, 'original');
  const versions = new Map<Edit, Promise<Compiled>>();
  return {
    rendered,
    model,
    definition,
    edited(edit) {
      let version = versions.get(edit);
      version ??= compiled(render(spec, edit, sound).xml, edit);
      versions.set(edit, version);
      return version;
    },
  };
}

export async function compiled(xml: string, digest: string): Promise<Compiled> {
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined) throw new Error(`${xml}\n${JSON.stringify(findings)}`);
  const { definition, findings: more } = compile(model, { digest });
  const errors = [...findings, ...validate(model), ...more].filter((finding) => finding.severity === 'error');
  if (errors.length > 0 || definition === undefined)
    throw new Error(`${xml}\n${errors.map((error) => `${error.code}: ${error.message}`).join('\n')}`);
  return { model, definition };
}
