import { builtinModules } from 'node:module';
import * as ts from 'typescript';

/** A place where a pure library reaches for the world outside its arguments. */
export interface Impurity {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What was reached for, e.g. `Math.random`. */
  readonly what: string;
}

/**
 * Globals that tell the time, draw lots, wait, do input or output, belong to one platform only, or give a way to all of
 * these. Equal arguments must give equal results, in a browser as in Node, today as in ten years.
 */
const bannedGlobals = new Set([
  ...['Date', 'performance', 'crypto', 'FinalizationRegistry', 'WeakRef'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask'],
  ...['requestAnimationFrame', 'requestIdleCallback', 'Atomics', 'SharedArrayBuffer', 'MessageChannel', 'Worker'],
  ...['process', 'Buffer', 'NodeJS', 'console', 'fetch', 'XMLHttpRequest', 'WebSocket', 'navigator', 'localStorage'],
  ...['require', 'module', 'exports', '__dirname', '__filename'],
  ...['globalThis', 'global', 'self', 'window', 'document', 'eval', 'Function'],
]);

/** Members that depend on the machine's language or zone: order and text would differ from one machine to the next. */
const bannedMembers = new Set([
  ...['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
  ...['toLocaleUpperCase', 'toLocaleLowerCase'],
]);

const builtins = new Set(builtinModules);

function isBannedModule(specifier: string): boolean {
  if (specifier.startsWith('node:')) return true;
  if (specifier.startsWith('temporal-polyfill/')) return true; // its other entries hold the clock, or install globals
  return builtins.has(specifier) || builtins.has(specifier.split('/', 1)[0] ?? '');
}

/**
 * Finds what is banned in the given sources (path and text), by the compiler's own syntax trees and name resolution: a
 * parameter that happens to be called `process` is fine, the global is not.
 */
export function findImpurities(sources: ReadonlyMap<string, string>): Impurity[] {
  const options: ts.CompilerOptions = { noLib: true, noResolve: true, types: [], target: ts.ScriptTarget.ES2022 };
  const parsed = new Map<string, ts.SourceFile>();
  for (const [file, text] of sources) {
    parsed.set(file, ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.ES2022 }, true));
  }
  const host: ts.CompilerHost = {
    getSourceFile: (name) => parsed.get(name),
    getDefaultLibFileName: () => 'lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => parsed.has(name),
    readFile: (name) => parsed.get(name)?.text,
  };
  const checker = ts.createProgram([...sources.keys()], options, host).getTypeChecker();
  return [...parsed.values()].flatMap((source) => inspect(source, checker));
}

function inspect(source: ts.SourceFile, checker: ts.TypeChecker): Impurity[] {
  const found: Impurity[] = [];
  const report = (node: ts.Node, what: string): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({ file: source.fileName, line, what });
  };
  const visit = (node: ts.Node): void => {
    const specifier = moduleSpecifier(node);
    if (specifier !== undefined && isBannedModule(specifier)) report(node, specifier);
    if (isComputedImport(node)) report(node, 'import() of a computed name');
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) report(node, 'import.meta');
    const member = memberName(node);
    if (member !== undefined && bannedMembers.has(member)) report(node, member);
    if (member === 'Now') report(node, 'Temporal.Now');
    if (isConstructorCall(node)) report(node, 'a function made from text');
    if (ts.isIdentifier(node) && isReference(node)) {
      if (bannedGlobals.has(node.text) && isGlobal(node, checker)) report(node, node.text);
      if (node.text === 'Math' && isGlobal(node, checker) && !isHarmlessMath(node)) report(node, 'Math.random');
      // `new Intl.DateTimeFormat()` and its kin read the machine's language and zone.
      if (node.text === 'Intl' && isGlobal(node, checker)) report(node, 'Intl');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The module a node imports: `import`, `export ... from`, `import = require()`, `import()` and `import('x').Type`. */
function moduleSpecifier(node: ts.Node): string | undefined {
  let specifier: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) specifier = node.moduleSpecifier;
  else if (ts.isExternalModuleReference(node)) specifier = node.expression;
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) specifier = node.argument.literal;
  else if (isDynamicImport(node)) specifier = node.arguments[0];
  return specifier && ts.isStringLiteralLike(specifier) ? specifier.text : undefined;
}

function isDynamicImport(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
}

function isComputedImport(node: ts.Node): boolean {
  if (!isDynamicImport(node)) return false;
  const [specifier] = node.arguments;
  return !specifier || !ts.isStringLiteralLike(specifier);
}

/** The member that a node reads: `a.b`, `a['b']`, `const { b } = a`. */
function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return node.argumentExpression.text;
  }
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
  }
  return undefined;
}

/** `(() => 0).constructor('return this')()` reaches the global object without naming it. */
function isConstructorCall(node: ts.Node): boolean {
  return (ts.isCallExpression(node) || ts.isNewExpression(node)) && memberName(node.expression) === 'constructor';
}

/** False where an identifier names a member or declares something instead of referring to a variable or a type. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isExportSpecifier(parent))
    return !parent.parent.parent.moduleSpecifier && node === (parent.propertyName ?? parent.name);
  if (ts.isImportSpecifier(parent) || ts.isNamespaceExport(parent) || ts.isMetaProperty(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isTypePredicateNode(parent) || ts.isImportTypeNode(parent)) return false;
  return !('name' in parent && parent.name === node) || ts.isShorthandPropertyAssignment(parent);
}

/** True when no file of ours defines the name (to `declare` it is no definition), so that the platform must. */
function isGlobal(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = checker.resolveName(node.text, node, ts.SymbolFlags.All, false);
  return (symbol?.declarations ?? []).every(isAmbient);
}

/** Under a `declare`, which promises that something exists and makes nothing. */
function isAmbient(node: ts.Node): boolean {
  if (ts.isSourceFile(node)) return node.isDeclarationFile;
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) || isAmbient(node.parent);
}

/** `Math` may only be used as `Math.name`: kept in a variable or taken apart it would hide its `random`. */
function isHarmlessMath(node: ts.Identifier): boolean {
  const { parent } = node;
  const read =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
  const member = read ? memberName(parent) : undefined;
  return member !== undefined && member !== 'random';
}
