import { z } from 'zod';
import type { ApiProblem } from '../../api/problem.js';

const detail = z.looseObject({ row: z.int(), column: z.string().optional(), message: z.string() });
export interface RowFault {
  readonly key: string;
  readonly row: number;
  /** Letter and heading; empty: the row as a whole. */
  readonly column: string;
  readonly message: string;
}

/** What the server found wrong with the rows of a sheet; none: it was no matter of rows. */
export function rowFaults({ problem }: Pick<ApiProblem, 'problem'>): readonly RowFault[] {
  return (problem?.details ?? []).flatMap((each, index) => {
    const { data } = detail.safeParse(each);
    if (data === undefined) return [];
    return [{ key: String(index), row: data.row, column: data.column ?? '', message: data.message }];
  });
}
