// Who may import whom: the import table of the architecture as rules for dependency-cruiser. Folders that do not exist
// yet are in the table already, so that they are held to it from their first file.
'use strict';

/**
 * folder: what it may import of ours.
 * `packages`: the npm packages it may import (absent: any).
 * `node`: false where the code must also run in a browser, without any module of Node.
 */
const table = {
  'libs/engine': {
    ours: [],
    packages: ['bpmn-moddle', 'decimal\\.js', 'temporal-polyfill'],
    node: false,
  },
  'libs/ledger': { ours: [], packages: ['@noble/[^/]+'], node: false },
  'libs/contracts': { ours: [], packages: ['zod'], node: false },
  'libs/policy': { ours: ['libs/engine', 'libs/contracts'], packages: ['zod'], node: false },
  'libs/runtime': { ours: ['libs/engine', 'libs/policy', 'libs/ledger', 'libs/contracts'] },
  // The types of engine, policy and ledger: see the rule `persistence-needs-types-only`.
  'libs/persistence': { ours: ['libs/runtime/src/ports', 'libs/engine', 'libs/policy', 'libs/ledger'] },
  'libs/jobs': { ours: ['libs/runtime/src/ports'] },
  // What api, worker and cli share when they start (decision 0025); no other library may import it.
  'libs/host': { ours: ['libs'] },
  'apps/api': { ours: ['libs'] },
  'apps/worker': { ours: ['libs'] },
  'apps/web': { ours: ['libs/contracts', 'libs/engine', 'libs/policy', 'libs/ledger'], node: false },
  'apps/cli': { ours: ['libs'] },
};

/** Packages that exactly one folder may import, so that a change of library is a change of one folder. */
const owned = {
  'libs/persistence': ['typeorm', 'better-sqlite3', 'mysql2'],
  'libs/jobs': ['bullmq', 'ioredis'],
};

const tests = '\\.test\\.ts$|testkit\\.ts$|/testing/';
const npm = (names) => `(^|/)node_modules/(@types/)?(${names.join('|')})(/|$)`;
// What cannot be resolved keeps the name that the source gives it, and must not escape by that.
const named = (names) => `${npm(names)}|^(${names.join('|')})(/|$)`;

const rules = Object.entries(table).flatMap(([folder, { ours, packages, node }]) => {
  const from = { path: `^${folder}/` };
  const production = { ...from, pathNot: tests };
  const found = [
    {
      name: `${folder}-imports-ours`,
      comment: `${folder} may import of ours: ${ours.join(', ') || 'nothing'}.`,
      severity: 'error',
      from,
      to: { path: '^(apps|libs)/', pathNot: [folder, ...ours].map((each) => `^${each}/`) },
    },
  ];
  if (packages) {
    found.push({
      name: `${folder}-imports-packages`,
      comment: `${folder} may import of npm: ${packages.join(', ')}.`,
      severity: 'error',
      from: production,
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: named(packages) },
    });
  }
  if (node === false) {
    found.push({
      name: `${folder}-without-node`,
      comment: `${folder} also runs in a browser: no module of Node.`,
      severity: 'error',
      from: production,
      to: { dependencyTypes: ['core'] },
    });
  }
  return found;
});

for (const [folder, packages] of Object.entries(owned)) {
  rules.push({
    name: `${folder}-owns-${packages[0]}`,
    comment: `Only ${folder} may import ${packages.join(', ')}.`,
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: `^${folder}/` },
    to: { path: named(packages) },
  });
}

rules.push(
  {
    name: 'only-known-folders',
    comment: 'A new application or library gets a line in the import table first.',
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: Object.keys(table).map((folder) => `^${folder}/`) },
    to: {},
  },
  {
    name: 'through-the-index',
    comment:
      'Another library is imported through its index (or its ports, or the texts that a page can load alone), never from its inside.',
    severity: 'error',
    from: { path: '^(?:apps|libs)/([^/]+)/', pathNot: tests },
    to: {
      path: '^libs/[^/]+/',
      pathNot: [
        ...['^libs/$1/', '^libs/[^/]+/src/index\\.ts$', '^libs/(runtime|policy)/src/ports/'],
        '^libs/policy/src/texts/index\\.ts$',
      ],
    },
  },
  {
    name: 'persistence-needs-types-only',
    comment: 'persistence stores what engine, policy and ledger define, and runs none of it.',
    severity: 'error',
    from: { path: '^libs/persistence/', pathNot: tests },
    to: { path: '^libs/(engine|policy|ledger)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'pages-apart',
    comment: 'A page is loaded alone: what two of them need lies in apps/web/src/parts.',
    severity: 'error',
    from: { path: '^apps/web/src/pages/([^/]+)/' },
    to: { path: '^apps/web/src/(app|pages)/', pathNot: '^apps/web/src/pages/$1/' },
  },
  {
    name: 'parts-below-pages',
    comment: 'What pages share knows none of them.',
    severity: 'error',
    from: { path: '^apps/web/src/(parts|api|i18n|theme)/' },
    to: { path: '^apps/web/src/(app|pages)/' },
  },
  {
    name: 'no-test-code-in-production',
    severity: 'error',
    comment: 'Code that ships does not need the code that tests it.',
    from: { path: '^(apps|libs)/', pathNot: tests },
    to: { path: `${tests}|^test/` },
  },
  {
    name: 'no-dev-dependency-in-production',
    comment: 'A package that shipped code needs belongs to dependencies.',
    severity: 'error',
    from: { path: '^(apps|libs)/', pathNot: `${tests}|^apps/web/` },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'declared-packages-only',
    comment: 'What is imported stands in package.json; a package of a package may vanish with its next version.',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'resolvable',
    comment: 'Everything imported exists.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-cycle',
    comment: 'Files that need each other at run time are one file, or miss a third one. Types may refer to each other.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
);

module.exports = {
  forbidden: rules,
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript sources import by `import`; ESLint sees to it that nothing is required.
    moduleSystems: ['es6', 'tsd'],
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'require', 'import', 'default', 'types'],
    },
  },
};
