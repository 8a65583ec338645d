import { Module, type DynamicModule } from '@nestjs/common';
import { handlersModule, type Host } from '@quanheng/host';

/** Everything a worker needs of Nest: the handlers of jobs, found among its providers. */
@Module({})
export class WorkerModule {
  static over(host: Host): DynamicModule {
    return { module: WorkerModule, imports: [handlersModule(host)] };
  }
}
