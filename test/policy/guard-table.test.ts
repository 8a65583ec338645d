import { join } from 'node:path';
import { OrganisationIndex } from '@quanheng/policy';
import type { Command, InstanceView, Principal, Request } from '@quanheng/runtime/ports';
import ts from 'typescript';
import { ACTS } from '../../libs/policy/src/acts/index.js';
import type { Work } from '../../libs/policy/src/work/state.js';
import { root } from '../architecture/files.js';
import { POLICY } from '../simulation/world/policy.js';
import { campaign } from './campaign/campaign.js';

/** The members of a union of texts, as the compiler knows them: there is no list that somebody could forget. */
function membersOf(checker: ts.TypeChecker, file: ts.SourceFile, name: string): string[] {
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).find((each) => each.name === name)!;
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  return (type.isUnion() ? type.types : [type]).map((each) => (each as ts.StringLiteralType).value).sort();
}

const PORTS = join(root, 'libs/policy/src/ports/index.ts');
const ACT = join(root, 'libs/policy/src/acts/act.ts');

const organisation = OrganisationIndex.empty('u1');
const PERSON: Principal = { kind: 'person', person: 'nobody', account: 'a', authenticatedAt: 0 };
const SYSTEM: Principal = { kind: 'system', name: 'unheard-of' };

function reasonsFor(kind: string, principal: Principal): readonly string[] {
  const instance = {
    ...{ id: 'i', process: 'P', startedBy: 'system:timer', trail: [], records: [], named: [] },
    work: { items: {} },
  } as unknown as InstanceView<Work>;
  const fact = { kind: 'post', id: 'p', from: 0, to: null, data: { name: 'p', department: 'd', roles: [] } };
  // What rows look at, of whatever kind.
  const command = {
    ...{ kind, changes: [{ change: 'put', fact, data: {} }], persons: [], reason: '', item: '1', delegation: 'd' },
    ...{ processes: [], to: 'somebody', until: 1, document: 'd', register: 'contract' },
  };
  const request: Request = {
    ...{ principal, unit: 'u1', at: 0, organisation, instance },
    command: command as unknown as Command,
  };
  return POLICY.authorise(request as Request<never>).map(({ code }) => code);
}

describe('the table of the guard', () => {
  let kinds: string[];
  let acts: string[];
  beforeAll(() => {
    const config = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    const program = ts.createProgram([PORTS, ACT], { ...options, noEmit: true, incremental: false });
    const checker = program.getTypeChecker();
    kinds = membersOf(checker, program.getSourceFile(PORTS)!, 'CommandKind');
    acts = membersOf(checker, program.getSourceFile(ACT)!, 'ActKind');
  }, 120_000);

  test('has a row for every kind of command that the type knows', () => {
    expect(kinds.length).toBeGreaterThan(40);
    expect(kinds).toEqual(expect.arrayContaining(['startInstance', 'completeWork', 'keepDraft', 'askTermination']));
    const without = kinds.filter((kind) => [PERSON, SYSTEM].some((each) => reasonsFor(kind, each).includes('NO_RULE')));
    expect(without).toEqual([]);
  });

  test('lets nobody give any of them who is nobody', () => {
    expect(kinds.filter((kind) => reasonsFor(kind, PERSON).length === 0)).toEqual([]);
    expect(kinds.filter((kind) => reasonsFor(kind, SYSTEM).length === 0)).toEqual([]);
  });

  test('is tried row by row by the clerk of the bypass campaign', async () => {
    const tried = new Set<string>();
    const untried = (): readonly string[] => kinds.filter((kind) => !tried.has(kind));
    // The usual mix, and what it seldom comes to: messages that somebody waits for.
    for (const [seed, processes] of [[1], [1, ['Sneaky']], [2], [3], [4]] as const) {
      if (untried().length === 0) break;
      for (const kind of (await campaign(seed, 1_000, undefined, processes)).tried) tried.add(kind);
    }
    expect(untried()).toEqual([]);
    expect([...tried].filter((kind) => !kinds.includes(kind))).toEqual([]);
  }, 240_000);

  test.each(['unheardOf', '', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'denies the kind %j',
    (kind) => {
      expect(reasonsFor(kind, PERSON)).toEqual(['NO_RULE']);
      expect(reasonsFor(kind, SYSTEM)).toEqual(['NO_RULE']);
    },
  );

  test('knows what each thing does that people do', () => {
    expect(Object.keys(ACTS).sort()).toEqual(acts);
    expect(acts.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});
