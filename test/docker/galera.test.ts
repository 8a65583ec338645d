import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { root } from '../architecture/files.js';
import { binary } from '../servers/binaries.js';
import { describeWithServer, freePorts, temporaryFolder, type Server } from '../servers/index.js';
import { commonArgs, installData, query } from '../servers/mariadb.js';
import { startServer } from '../servers/server.js';

interface Node {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly group: number;
  readonly incremental: number;
  readonly transfer: number;
}
type Founding = '' | '--wsrep-new-cluster';

const asRoot = process.getuid?.() === 0;
const user = asRoot ? ['--user=mysql'] : [];

async function plan(): Promise<Node[]> {
  const names = ['db-1', 'db-2', 'db-3'];
  const ports = await freePorts(4 * names.length);
  const nodes = names.map((name, index) => {
    const [port = 0, group = 0, incremental = 0, transfer = 0] = ports.slice(4 * index);
    return { name, folder: temporaryFolder('galera'), port, group, incremental, transfer };
  });
  const [first, ...others] = nodes.map(({ folder }) => folder);
  installData(first ?? '', user);
  for (const folder of others) cpSync(first ?? '', folder, { recursive: true });
  for (const { folder } of nodes) {
    chmodSync(folder, 0o755);
    if (asRoot) spawnSync('chown', ['-R', 'mysql:mysql', folder]);
  }
  return nodes;
}

/** The command of the compose file, as docker would give it to the server, with ports of this machine for the names of hosts. */
function commandOf(node: Node, all: readonly Node[], founding: Founding): readonly string[] {
  const compose = load(readFileSync(join(root, 'docker', 'compose.cluster.yml'), 'utf8')) as {
    readonly services: Readonly<Record<string, { readonly command: string }>>;
  };
  const given = (compose.services[node.name]?.command ?? '')
    .replace('${DATABASE_MEMORY:-1G}', '64M')
    .replace(`\${GALERA_FOUND_${node.name.slice(-1)}:-}`, founding)
    .replace('gcomm://db-1,db-2,db-3', `gcomm://${all.map(({ group }) => `127.0.0.1:${group}`).join(',')}`)
    .replace(`--wsrep-node-address=${node.name}`, '--wsrep-node-address=127.0.0.1')
    .trim()
    .split(/\s+/);
  // Hosts of their own have the usual ports; on one machine each node needs some of its own.
  const here = [
    `--wsrep-sst-receive-address=127.0.0.1:${node.transfer}`,
    `--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:${node.group};ist.recv_addr=127.0.0.1:${node.incremental};gcache.size=16M`,
  ];
  return [...commonArgs(node.folder, node.port), ...user, ...given, ...here];
}

async function synced(port: number): Promise<void> {
  const rows = (await query(port, "SHOW STATUS LIKE 'wsrep_ready'")) as { Value: string }[];
  if (rows[0]?.Value !== 'ON') throw new Error('not in the cluster yet');
}

function start(node: Node, all: readonly Node[], founding: () => Founding): Promise<Server> {
  const { name, folder, port } = node;
  return startServer({
    ...{ name, folder, port, url: '', command: binary('mariadbd') },
    args: () => commandOf(node, all, founding()),
    probe: () => synced(port),
  });
}

const sizeAt = async (port: number): Promise<string | undefined> => {
  const rows = (await query(port, "SHOW STATUS LIKE 'wsrep_cluster_size'")) as { Value: string }[];
  return rows[0]?.Value;
};
const mayFound = ({ folder }: Node): boolean =>
  /^safe_to_bootstrap: 1$/m.test(readFileSync(join(folder, 'data', 'grastate.dat'), 'utf8'));

describeWithServer(['galera'], 'the database cluster of the compose file', () => {
  test('is founded once, takes every node back, and is founded again from the one that went last', async () => {
    const nodes = await plan();
    const servers: Server[] = [];
    let founder = 'db-1';
    try {
      for (const node of nodes) {
        servers.push(await start(node, nodes, () => (node.name === founder ? '--wsrep-new-cluster' : '')));
      }
      const [one, two, three] = servers as [Server, Server, Server];
      expect(await Promise.all(servers.map(({ port }) => sizeAt(port)))).toEqual(['3', '3', '3']);
      await query(one.port, 'CREATE DATABASE quanheng');
      await query(one.port, 'CREATE TABLE quanheng.acts (id INT PRIMARY KEY)');
      await query(one.port, 'INSERT INTO quanheng.acts VALUES (1)');

      // As the second `up` does: without the word that founds.
      founder = 'nobody';
      await one.kill('SIGTERM');
      await one.restart();
      expect(await sizeAt(three.port)).toBe('3');

      for (const server of [one, three, two]) await server.kill('SIGTERM');
      expect(nodes.filter(mayFound).map(({ name }) => name)).toEqual(['db-2']);
      founder = 'db-2';
      for (const server of [two, one, three]) await server.restart();
      await query(three.port, 'INSERT INTO quanheng.acts VALUES (2)');
      expect(await sizeAt(one.port)).toBe('3');
      const found = await query(one.port, 'SET SESSION wsrep_sync_wait = 1').then(() =>
        query(one.port, 'SELECT id FROM quanheng.acts ORDER BY id'),
      );
      expect(found).toEqual([{ id: 1 }, { id: 2 }]);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  }, 180_000);
});
