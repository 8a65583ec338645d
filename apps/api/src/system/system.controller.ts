import { timingSafeEqual } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { systemOperations as operations, type InputOf } from '@quanheng/contracts';
import type { FastifyRequest } from 'fastify';
import { requireAccess } from '../access/access.js';
import type { ApiConfig } from '../config.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { CONFIG, PARTS, type Parts } from '../parts.js';
import { docsPage } from './docs-page.js';
import { openApi } from './open-api.js';

/** Milliseconds after which something that is needed counts as not answering. */
const PATIENCE = 2000;

@Controller()
export class SystemController {
  private readonly document = openApi();
  private readonly page = docsPage(this.document);

  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'readiness' | 'metrics' | 'authenticator'>,
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'metricsToken'>,
  ) {}

  @Operation(operations.health)
  health(@Input() _input: InputOf<typeof operations.health>) {
    return { status: 'ok' as const };
  }

  @Operation(operations.readiness)
  async readiness(@Input() _input: InputOf<typeof operations.readiness>) {
    const parts = await Promise.all(
      this.parts.readiness.map(async ({ name, check }) => ({ name, ok: await answers(check) })),
    );
    const missing = parts.filter(({ ok }) => !ok).map(({ name }) => name);
    if (missing.length === 0) return { ready: true, parts };
    throw new ProblemError('unavailable', `Not ready: ${missing.join(', ')}.`, { details: parts }, 1);
  }

  @Operation(operations.metrics)
  async metrics(@Input() _input: InputOf<typeof operations.metrics>, @Context() { request }: RequestContext) {
    if (!this.hasToken(request)) {
      const caller = await this.parts.authenticator.authenticate(request);
      requireAccess(['operator', 'systemAdministrator'], caller, false);
    }
    return this.parts.metrics.metrics();
  }

  @Operation(operations.openApi)
  openApi(@Input() _input: InputOf<typeof operations.openApi>) {
    return this.document;
  }

  @Operation(operations.docs)
  docs(@Input() _input: InputOf<typeof operations.docs>) {
    return this.page;
  }

  private hasToken({ headers }: FastifyRequest): boolean {
    const { metricsToken } = this.config;
    if (metricsToken === null) return false;
    const given = Buffer.from(headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${metricsToken}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

async function answers(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, PATIENCE);
  });
  const answered = check().then(
    () => true,
    () => false,
  );
  const ok = await Promise.race([answered, late]);
  clearTimeout(timer);
  return ok;
}
