import { createHash } from 'node:crypto';
import { PROBLEM_LIST, type OpenApi } from './open-api.js';

type Json = Readonly<Record<string, unknown>>;

const STYLE = `body{font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1f1f1f}
h1,h2,h3{line-height:1.3}code,pre{font:13px/20px ui-monospace,monospace}pre{background:#f5f6f8;padding:8px;overflow:auto}
details{border-top:1px solid #d9d9d9;padding:8px 0}summary{cursor:pointer}.method{display:inline-block;width:4.5rem;color:#1f5fbf;font-weight:600}
table{border-collapse:collapse}td,th{border-top:1px solid #d9d9d9;padding:4px 12px 4px 0;text-align:left;vertical-align:top}a{color:#1f5fbf}`;

/** Content-Security-Policy of the page: no script at all, and this one style. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'`;

/** The description of the API for people: one page without scripts, so it needs nothing from anywhere. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => tagOf(operation)))];
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => tagOf(operation) === tag);
    const listed = own.map(({ path, method, operation }) => operationHtml(path, method, operation)).join('');
    return `<h2 id="${escape(tag)}">${escape(tag)}</h2>${listed}`;
  });
  const info = document.info as { title: string; description: string };
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escape(info.title)} API</title><style>${STYLE}</style></head><body><h1>${escape(info.title)} API</h1>` +
    `<p>${escape(info.description)}</p><p><a href="openapi.json">openapi.json</a></p>` +
    `<nav>${tags.map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' · ')} · <a href="#problems">problems</a> · <a href="#schemas">schemas</a></nav>` +
    `${sections.join('')}${problemsHtml()}${schemasHtml(document.components.schemas)}</body></html>`
  );
}

const tagOf = (operation: Json) => (operation.tags as readonly string[])[0] ?? '';

function operationHtml(path: string, method: string, operation: Json): string {
  const { summary, description, parameters, requestBody, responses } = operation as Record<string, Json | undefined> & {
    summary: string;
    description?: string;
  };
  return (
    `<details id="${escape(String(operation.operationId))}"><summary><span class="method">${escape(method.toUpperCase())}</span><code>${escape(path)}</code> ` +
    `${escape(summary)}</summary>${description === undefined ? '' : `<p>${escape(description)}</p>`}` +
    `<p>Open to: ${escape(accessText(operation['x-access']))}</p>` +
    `${block('Parameters', parameters)}${block('Body', requestBody)}${block('Answers', responses)}</details>`
  );
}

function accessText(access: unknown): string {
  return Array.isArray(access) ? access.join(', ') : String(access);
}

function block(title: string, json: unknown): string {
  if (json === undefined || (Array.isArray(json) && json.length === 0)) return '';
  return `<h3>${title}</h3><pre>${linked(escape(JSON.stringify(json, null, 2)))}</pre>`;
}

/** References lead to the schemas below. */
function linked(html: string): string {
  return html.replace(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>');
}

function problemsHtml(): string {
  const rows = PROBLEM_LIST.map(
    ({ code, status, title }) =>
      `<tr><td><code>${escape(code)}</code></td><td>${status}</td><td>${escape(title)}</td></tr>`,
  );
  return `<h2 id="problems">problems</h2><table><tr><th>code</th><th>status</th><th>meaning</th></tr>${rows.join('')}</table>`;
}

function schemasHtml(schemas: Json): string {
  const listed = Object.entries(schemas).map(
    ([name, schema]) =>
      `<h3 id="schema-${escape(name)}">${escape(name)}</h3><pre>${linked(escape(JSON.stringify(schema, null, 2)))}</pre>`,
  );
  return `<h2 id="schemas">schemas</h2>${listed.join('')}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
