import { Injectable, Module, Scope } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { JobHandler, JobHandlersModule } from './job-handler.js';
import { HandlerRegistry, type JobContext } from './registry.js';

@Injectable()
class Payments {
  private readonly paid: string[] = [];

  @JobHandler({ name: 'pay', effect: 'payment', timeout: 30_000 })
  pay(job: JobContext): { paid: number } {
    this.paid.push(job.idempotencyKey);
    return { paid: this.paid.length };
  }

  @JobHandler({ name: 'remind' })
  remind(): undefined {
    return undefined;
  }

  notAHandler(): void {
    this.paid.length = 0;
  }
}

@Injectable()
class Rival {
  @JobHandler({ name: 'pay' })
  pay(): undefined {
    return undefined;
  }
}

@Injectable({ scope: Scope.REQUEST })
class EachTimeAnew {
  @JobHandler({ name: 'anew' })
  anew(): undefined {
    return undefined;
  }
}

async function registryWith(
  providers: NonNullable<Parameters<typeof Module>[0]['providers']>,
): Promise<HandlerRegistry> {
  @Module({ imports: [JobHandlersModule.with()], providers })
  class Root {
    readonly name = 'root';
  }
  const options = Object.assign(new NestApplicationContextOptions(), { logger: false, abortOnError: false });
  const application = await NestFactory.createApplicationContext(Root, options);
  const registry = application.get(HandlerRegistry);
  await application.close();
  return registry;
}

describe('handlers by decorator', () => {
  test('are found with their options, and called on their provider', async () => {
    const registry = await registryWith([Payments]);
    expect([...registry.names()].sort()).toEqual(['pay', 'remind']);
    expect(registry.get('pay')).toMatchObject({ effect: 'payment', timeout: 30_000 });
    expect(registry.effects()).toEqual(new Map([['pay', 'payment']]));
    const job = { idempotencyKey: 'k' } as JobContext;
    expect(registry.get('pay')?.run(job)).toEqual({ paid: 1 });
    expect(registry.get('pay')?.run(job)).toEqual({ paid: 2 });
  });

  test('two of one name do not start', async () => {
    await expect(registryWith([Payments, Rival])).rejects.toThrow('Handler "pay" is registered twice.');
  });

  test('one whose provider is made anew for each request does not start', async () => {
    await expect(registryWith([EachTimeAnew])).rejects.toThrow('"anew": its provider EachTimeAnew must be a singleton');
  });
});

describe('the registry', () => {
  const nothing = (): undefined => undefined;

  test.each([
    [{ name: '' }, 'cannot be the name'],
    [{ name: ' pay' }, 'cannot be the name'],
    [{ name: 'x'.repeat(201) }, 'cannot be the name'],
    [{ name: 'external:pay' }, 'for external workers'],
    [{ name: 'pay', timeout: 0 }, 'must be 1 to 86400000 milliseconds, not 0'],
    [{ name: 'pay', timeout: Infinity }, 'must be 1 to'],
    [{ name: 'pay', effect: '' }, 'must be a word'],
  ])('refuses %j', (options, message) => {
    expect(() => new HandlerRegistry().register(options, nothing)).toThrow(message);
  });
});
