import { chmodSync, cpSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { binary } from './binaries.js';
import type { DatabaseServer } from './mariadb.js';
import { commonArgs, installData, query, urlOf, withDatabases } from './mariadb.js';
import type { Server } from './server.js';
import { freePorts, startServer, temporaryFolder } from './server.js';

export interface Galera {
  readonly nodes: readonly DatabaseServer[];
  stop(): Promise<void>;
}

interface Node {
  readonly folder: string;
  readonly port: number;
  readonly group: number;
  readonly incremental: number;
  readonly transfer: number;
}

/**
 * A private Galera cluster of `count` nodes, each writable. A node that was killed joins again by `restart()`; after all were down,
 * restart the first one first: it founds the cluster again.
 */
export async function startGalera(count: number): Promise<Galera> {
  const plan = await planNodes(count);
  const started: DatabaseServer[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((node) => node.stop()));
  };
  try {
    for (const node of plan) started.push(await withDatabases(await startNode(node, plan)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes: started, stop };
}

async function planNodes(count: number): Promise<Node[]> {
  const ports = await freePorts(4 * count);
  const plan = Array.from({ length: count }, (_, index) => {
    const [port = 0, group = 0, incremental = 0, transfer = 0] = ports.slice(4 * index);
    return { folder: temporaryFolder('galera'), port, group, incremental, transfer };
  });
  const [first] = plan;
  if (!first) throw new Error('A cluster has at least one node.');
  installData(first.folder, userArgs());
  for (const { folder } of plan.slice(1)) cpSync(first.folder, folder, { recursive: true });
  for (const { folder } of plan) handOver(folder);
  return plan;
}

/** As root, the nodes run as the user `mysql`, because the state transfer refuses to run as root. */
function userArgs(): readonly string[] {
  return process.getuid?.() === 0 ? ['--user=mysql'] : [];
}

function handOver(folder: string): void {
  chmodSync(folder, 0o755);
  if (process.getuid?.() === 0) spawnSync('chown', ['-R', 'mysql:mysql', folder]);
}

function startNode(node: Node, plan: readonly Node[]): Promise<Server> {
  const others = plan.filter((each) => each !== node);
  return startServer({
    name: `mariadbd (Galera, port ${node.port})`,
    folder: node.folder,
    port: node.port,
    url: urlOf(node.port, 'quanheng'),
    command: binary('mariadbd'),
    args: () => [...commonArgs(node.folder, node.port), ...userArgs(), ...clusterArgs(node, others)],
    probe: () => untilSynced(node.port),
  });
}

const founded = new WeakSet<Node>();

function clusterArgs(node: Node, others: readonly Node[]): readonly string[] {
  const founds = !others.some((each) => founded.has(each));
  founded.add(node);
  const members = founds ? '' : others.map(({ group }) => `127.0.0.1:${group}`).join(',');
  const options = [
    `gmcast.listen_addr=tcp://127.0.0.1:${node.group}`,
    `ist.recv_addr=127.0.0.1:${node.incremental}`,
    'gcache.size=32M',
    'pc.recovery=false',
  ];
  return [
    '--innodb-buffer-pool-size=128M',
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
    '--wsrep-on=ON',
    '--wsrep-provider=/usr/lib/galera/libgalera_smm.so',
    '--wsrep-cluster-name=quanheng',
    `--wsrep-cluster-address=gcomm://${members}`,
    `--wsrep-node-address=127.0.0.1`,
    `--wsrep-sst-receive-address=127.0.0.1:${node.transfer}`,
    '--wsrep-sst-method=rsync',
    `--wsrep-provider-options=${options.join(';')}`,
  ];
}

/** A node takes statements once it has the state of the others. */
async function untilSynced(port: number): Promise<void> {
  const rows = (await query(port, "SHOW STATUS LIKE 'wsrep_ready'")) as { Value: string }[];
  if (rows[0]?.Value !== 'ON') throw new Error('not in the cluster yet');
}
