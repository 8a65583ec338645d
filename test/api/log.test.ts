import { createLogger } from '@quanheng/host';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({}, { write: (line) => void lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('shows no secret, at the top or two levels down', () => {
    const secrets = ['password', 'newPassword', 'oldPassword', 'token', 'secret', 'hash', 'cookie', 'authorization'];
    for (const name of [...secrets, 'set-cookie', 'x-csrf-token', 'idempotency-key']) {
      for (const facts of [{ [name]: 's3cret' }, { a: { [name]: 's3cret' } }, { a: { b: { [name]: 's3cret' } } }]) {
        expect(logged((logger) => logger.info(facts))).not.toContain('s3cret');
      }
    }
  });

  it('names a request by method and path, never by its query', () => {
    const line = logged((logger) => logger.info({ req: { method: 'GET', url: '/session/oidc/callback?code=s3cret' } }));
    expect(JSON.parse(line)).toMatchObject({ req: { method: 'GET', path: '/session/oidc/callback' } });
    expect(line).not.toContain('s3cret');
  });

  it('keeps the stack of a fault', () => {
    expect(logged((logger) => logger.error({ err: new Error('broken') }))).toContain('log.test');
  });
});
