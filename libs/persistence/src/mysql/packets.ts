import type { Answered } from './pool.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * How several statements of one transaction go to the server in one round trip. Changes side by side in one text are wrong on a Galera cluster:
 * when another node takes the transaction away between two of them, the server carries out the rest outside any transaction and answers COMMIT
 * with OK. A compound statement ends with an error there (decision 0028, with what was measured).
 */
export interface Packets {
  /** Statements, each with its semicolon, in a transaction that has begun; `last`: and commits it. */
  change(statements: string, last: boolean): string;
  /** The same where nothing was asked before. */
  beginAndChange(statements: string, last: boolean): string;
}

/** MariaDB takes a compound statement without a stored procedure around it. */
export const COMPOUND: Packets = {
  change: (statements, last) => compound(STILL_BEGUN + statements + (last ? 'COMMIT;' : '')),
  beginAndChange: (statements, last) => compound(`START TRANSACTION;${statements}${last ? 'COMMIT;' : ''}`),
};

/** For MySQL, where a transaction that has to give way is told so by the statement that meets it. */
export const SIDE_BY_SIDE: Packets = {
  change: (statements, last) => statements + (last ? 'COMMIT' : ''),
  beginAndChange: (statements, last) => `START TRANSACTION;${statements}${last ? 'COMMIT' : ''}`,
};

/**
 * Questions go side by side on both: in a compound statement MariaDB loses the thread of its own protocol when a node takes the transaction
 * away. That the transaction is gone is seen at the first change.
 */
export function begin(questions: readonly string[]): string {
  return `START TRANSACTION;${questions.join(';')}`;
}

/** In a transaction that has begun. The first statement does nothing: with it, the server answers with a list also when one is asked. */
export function ask(questions: readonly string[]): string {
  return `DO 0;${questions.join(';')}`;
}

/** The rows of each question of `begin` or `ask`. */
export function rows(answered: Answered, questions: readonly string[]): readonly Rows[] {
  return questions.length === 0 ? [] : (answered as Rows[]).slice(1);
}

/** Between two round trips another node may have ended the transaction: then nothing may be done outside it. */
const STILL_BEGUN =
  "IF @@in_transaction = 0 THEN SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'another node ended the transaction'; END IF;";

function compound(body: string): string {
  return `BEGIN NOT ATOMIC ${body} END`;
}
