import { z } from 'zod';
import type { ApiProblem } from '../../api/problem.js';
import office from '../../parts/office/office.module.css';
import { Trouble } from '../../parts/trouble/trouble.js';

const finding = z.looseObject({ message: z.string() });

/** Everything that the rules of the organisation say against a change, not only the first of it. */
export function Findings({ problem }: { readonly problem: ApiProblem }) {
  const told = (problem.problem?.details ?? []).flatMap((each) => finding.safeParse(each).data?.message ?? []);
  return (
    <>
      <Trouble problem={problem} />
      {told.length < 2 ? null : (
        <ol className={office.reasons}>
          {told.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ol>
      )}
    </>
  );
}
