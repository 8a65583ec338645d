/** Builds small DMN documents for tests; `body` stands inside the definitions, from line 2 on. */
export function dmn(body: string, namespace = 'urn:test', attributes = ''): string {
  const uri = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
  return `<definitions xmlns="${uri}" id="model" name="Model" namespace="${namespace}" ${attributes}>\n${body}\n</definitions>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function literal(feel: string, attributes = ''): string {
  return `<literalExpression ${attributes}><text>${escapeXml(feel)}</text></literalExpression>`;
}

export function inputData(name: string, typeRef?: string): string {
  const variable = `<variable name="${name}"${typeRef === undefined ? '' : ` typeRef="${typeRef}"`}/>`;
  return `<inputData id="input ${name}" name="${name}">${variable}</inputData>`;
}

export interface Requires {
  readonly inputs?: readonly string[];
  readonly decisions?: readonly string[];
  readonly knowledge?: readonly string[];
}

export function requirements({ inputs = [], decisions = [], knowledge = [] }: Requires): string {
  return [
    ...inputs.map((name) => `<informationRequirement><requiredInput href="#input ${name}"/></informationRequirement>`),
    ...decisions.map((name) => `<informationRequirement><requiredDecision href="#${name}"/></informationRequirement>`),
    ...knowledge.map((name) => `<knowledgeRequirement><requiredKnowledge href="#${name}"/></knowledgeRequirement>`),
  ].join('');
}

/** A decision whose id is its name. */
export function decision(name: string, logic: string, requires: Requires = {}, typeRef?: string): string {
  const variable = typeRef === undefined ? '' : `<variable name="${name}" typeRef="${typeRef}"/>`;
  return `<decision id="${name}" name="${name}">${variable}${requirements(requires)}${logic}</decision>`;
}

export interface Table {
  /** `UNIQUE`, or with an aggregation `COLLECT SUM`. */
  readonly policy?: string;
  readonly inputs: readonly (string | { text: string; values?: string; type?: string })[];
  readonly outputs: readonly { name?: string; values?: string; fallback?: string; type?: string }[];
  /** Each a list of cells, inputs before outputs. */
  readonly rules: readonly (readonly string[])[];
}

export function table({ policy = 'UNIQUE', inputs, outputs, rules }: Table): string {
  const aggregation = /^COLLECT (\w+)$/.exec(policy)?.[1];
  const text = (tag: string, value: string | undefined): string =>
    value === undefined ? '' : `<${tag}><text>${escapeXml(value)}</text></${tag}>`;
  const attribute = (name: string, value: string | undefined): string =>
    value === undefined ? '' : ` ${name}="${value}"`;
  const clauses = inputs.map((input) => {
    const {
      text: expression,
      values,
      type,
    } = typeof input === 'string' ? { text: input, values: undefined, type: undefined } : input;
    return `<input><inputExpression${attribute('typeRef', type)}><text>${escapeXml(expression)}</text></inputExpression>${text('inputValues', values)}</input>`;
  });
  const results = outputs.map(
    ({ name, values, fallback, type }) =>
      `<output${attribute('name', name)}${attribute('typeRef', type)}>${text('outputValues', values)}${text('defaultOutputEntry', fallback)}</output>`,
  );
  const rows = rules.map(
    (cells) =>
      `<rule>${cells.map((cell, at) => text(at < inputs.length ? 'inputEntry' : 'outputEntry', cell)).join('')}</rule>`,
  );
  const hit = aggregation === undefined ? `hitPolicy="${policy}"` : `hitPolicy="COLLECT" aggregation="${aggregation}"`;
  return `<decisionTable ${hit}>\n${[...clauses, ...results, ...rows].join('\n')}\n</decisionTable>`;
}
