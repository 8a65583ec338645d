import type { DataSource } from 'typeorm';
import type { Queries } from '@quanheng/runtime/ports';
import { copyQueries } from './copy-queries.js';
import { definitionQueries } from './definition-queries.js';
import { entryQueries } from './entry-queries.js';
import { instanceQueries } from './instance-queries.js';
import { itemQueries } from './item-queries.js';
import { organisationQueries } from './organisation-queries.js';
import type { Reader } from './reader.js';
import { waitingQueries } from './waiting-queries.js';

/** Every question of the port: long lists by statements made for their indexes, the rest by TypeORM. */
export function databaseQueries(reader: Reader, dataSource: DataSource): Queries {
  return {
    ...instanceQueries(reader),
    ...itemQueries(reader),
    ...copyQueries(reader),
    ...entryQueries(reader),
    ...waitingQueries(reader),
    ...definitionQueries(reader, dataSource),
    ...organisationQueries(reader, dataSource),
  };
}
