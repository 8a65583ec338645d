import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemCode } from '@quanheng/contracts';
import { ProblemError } from './problem-error.js';

const BY_CODE: ReadonlyMap<string, readonly [ProblemCode, string]> = new Map([
  ['HPE_HEADER_OVERFLOW', ['headers-too-large', 'Send fewer or shorter headers and cookies.']],
  ['ERR_HTTP_REQUEST_TIMEOUT', ['request-timeout', 'The request did not arrive in time: send it again.']],
]);

/** What is no HTTP never becomes a request: it is answered on the connection, which is then closed. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [code, detail] = BY_CODE.get(error.code ?? '') ?? ['malformed-request', 'This is no HTTP request.'];
  const problem = new ProblemError(code, detail).toProblem(randomUUID());
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nx-request-id: ${problem.instance}\r\nconnection: close\r\n\r\n${body}`,
  );
}
