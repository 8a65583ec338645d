import { Inject, Module, SetMetadata, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { HandlerRegistry, type Handler, type HandlerOptions } from './registry.js';

const METADATA = 'quanheng:job-handler';

/**
 * Makes a method of a provider the handler of a job: `@JobHandler({ name: 'pay', effect: 'payment', timeout: 30_000 })`. The method is given a
 * `JobContext` and returns the variables that the job leaves.
 */
export function JobHandler(options: HandlerOptions): MethodDecorator {
  return SetMetadata(METADATA, options);
}

/** Provides the registry of handlers, filled with the decorated methods of all providers when it starts. */
@Module({})
export class JobHandlersModule implements OnModuleInit {
  /** `registry`: one that holds handlers already, such as HTTP endpoints. */
  static with(registry: HandlerRegistry = new HandlerRegistry()): DynamicModule {
    return {
      module: JobHandlersModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [{ provide: HandlerRegistry, useValue: registry }],
      exports: [HandlerRegistry],
    };
  }

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(HandlerRegistry) private readonly registry: HandlerRegistry,
  ) {}

  /** @throws Error when two methods claim one name, a name or option cannot be, or the provider is made anew for each request. */
  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders()) {
      const prototype: unknown = wrapper.metatype?.prototype;
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = (prototype as Record<string, unknown>)[name];
        if (typeof method !== 'function') continue;
        const options = this.reflector.get<HandlerOptions | undefined>(METADATA, method);
        if (options === undefined) continue;
        const instance: unknown = wrapper.instance;
        if (!wrapper.isDependencyTreeStatic() || typeof instance !== 'object' || instance === null) {
          throw new Error(`Handler "${options.name}": its provider ${wrapper.name} must be a singleton.`);
        }
        const run: Handler = (job) => (method as Handler).call(instance, job);
        this.registry.register(options, run);
      }
    }
  }
}
