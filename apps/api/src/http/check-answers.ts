import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

/** Holds every answer to the contract: what it does not describe is a fault of the server. For tests; costs too much otherwise. */
export class CheckAnswers implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { operation } = context.switchToHttp().getRequest<FastifyRequest>().routeOptions.config;
    return next.handle().pipe(
      map((answer: unknown) => {
        const checked = operation?.result?.safeParse(answer);
        if (checked?.success === false) {
          throw new Error(`${operation?.id ?? ''} answers otherwise than its contract says: ${checked.error.message}`);
        }
        return answer;
      }),
    );
  }
}
