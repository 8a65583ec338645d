import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/files.js';
import { binary } from '../servers/binaries.js';
import { startServer, type Server } from '../servers/server.js';

const read = (name: string): string => readFileSync(join(root, 'docker', 'nginx', name), 'utf8');

/** The configuration as the image of nginx would include it, with addresses and files of this machine. */
export function writeConfiguration(
  folder: string,
  upstream: string,
  ports: { tls: number; plain: number; api: number },
): string {
  const run = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const subject = ['-subj', '/CN=localhost', '-days', '1'];
  run(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  );
  const server = read('quanheng.conf')
    .replaceAll('/etc/nginx/tls', folder)
    .replace('listen 80;', `listen 127.0.0.1:${ports.plain};`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${ports.tls} ssl`);
  // An address needs no asking for, and Debian's nginx does not know the word yet.
  const hosts = read(upstream).replace(/server api(?:-\d)?:8080(.*) resolve;/g, `server 127.0.0.1:${ports.api}$1;`);
  mkdirSync(join(folder, 'temporary'), { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, 'temporary', name)};`)
    .join('\n');
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
     events {} http { access_log off; ${temporary}\n${hosts}\n${server} }`,
  );
  return file;
}

/** Resolves when it takes connections. @param file of `writeConfiguration` */
export function startNginx(folder: string, file: string, tls: number, probe: () => Promise<void>): Promise<Server> {
  return startServer({
    ...{ name: 'nginx', folder, port: tls, url: `https://127.0.0.1:${tls}`, command: binary('nginx') },
    args: () => ['-c', file, '-p', folder],
    probe,
  });
}
