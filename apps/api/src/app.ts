import 'reflect-metadata';
import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import type { ApiConfig } from './config.js';
import { addBodyParsers } from './http/body-parsers.js';
import { answerClientError } from './http/client-error.js';
import { addEnding } from './http/ending.js';
import { CheckAnswers } from './http/check-answers.js';
import { addGate } from './http/gate.js';
import { addRequestLog } from './http/logging.js';
import { addRequestMetrics } from './http/metrics.js';
import { ProblemFilter, sendProblem } from './http/problem-filter.js';
import { addRateLimits } from './http/rate-limits.js';
import { addRequestId, requestId } from './http/request-id.js';
import { addSecurityHeaders } from './http/security-headers.js';
import { NestLogger } from './nest-logger.js';
import { addWebFiles } from './web/web-files.js';
import type { Parts } from './parts.js';

/** Longest parameter in an address: an id with every character encoded. */
const MAX_PARAMETER = 400;
/** Milliseconds for a request to arrive in full: who sends more slowly is cut off. */
const REQUEST_TIMEOUT = 60_000;

/** The API over the given parts, ready to listen. The caller closes it, and the parts after it. */
export async function createApp(parts: Parts, config: ApiConfig): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: parts.logger,
    // Ours is one line a request: see `addRequestLog`.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    // A logger a request costs more than the line it writes; who writes one names the request.
    childLoggerFactory: (logger: FastifyBaseLogger) => logger,
    trustProxy: config.trustProxy,
    requestTimeout: REQUEST_TIMEOUT,
    bodyLimit: config.bodyLimits.common,
    routerOptions: { maxParamLength: MAX_PARAMETER },
    frameworkErrors: sendProblem,
    // Node would refuse it without saying why: the gate does.
    http: { requireHostHeader: false },
    clientErrorHandler: answerClientError,
    return503OnClosing: true,
    // Those that are left when requests under way have been answered: see `addEnding`.
    forceCloseConnections: true,
  });
  const server: FastifyInstance = adapter.getInstance();
  addEnding(server, config.endWithin);
  addRequestId(server);
  addRequestLog(server, parts.logger);
  addRequestMetrics(server, parts.metrics);
  addSecurityHeaders(server, config);
  await server.register(cookie);
  const limits = await addRateLimits(server, config.rateLimits);
  addGate(server, parts.authenticator, limits);
  addBodyParsers(server, config.bodyLimits);
  if (config.web !== null) await addWebFiles(server, config.web);

  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(parts, config, limits), adapter, {
    bodyParser: false,
    logger: new NestLogger(parts.logger),
  });
  app.setGlobalPrefix('api/v1');
  app.useGlobalFilters(new ProblemFilter());
  if (config.checkAnswers) app.useGlobalInterceptors(new CheckAnswers());
  await app.init();
  await server.ready();
  return app;
}
