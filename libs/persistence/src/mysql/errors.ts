import { StoreConflict, StoreRefused, StoreUnavailable } from '@quanheng/runtime/ports';
import { driverError } from '../store/driver-error.js';

/** The server chose this transaction to give way: nothing of it was written. */
const CONFLICTS = new Map([
  [1020, 'a row has changed since it was read'],
  [1047, 'this node of the cluster is not ready'],
  [1048, 'what is stored is not what the transaction read'],
  [1062, 'what must be new exists already'],
  [1205, 'waited too long for a lock'],
  [1213, 'deadlock, or another node of the cluster was first'],
  [3101, 'another member of the group was first'],
]);
/** A value does not fit, and never will. */
const REFUSALS = new Map([
  [1118, 'the row is too large'],
  [1153, 'more than max_allowed_packet of the server: raise it there'],
  [1264, 'a number is out of range'],
  [1366, 'a value is not what its column takes'],
  [1406, 'a value is longer than its column'],
]);
/** The server is going away, full or closed to us. */
const OUTAGES = new Set([
  1021, 1040, 1044, 1045, 1049, 1053, 1077, 1079, 1080, 1129, 1130, 1180, 1203, 1290, 1317, 1836, 1927,
]);

/** A failure of the driver or the server in the words of the ports; anything else as it is. */
export function translateMysql(error: unknown): unknown {
  const found = driverError(error);
  // Node's own complaints about arguments are faults of ours, not of a connection.
  if (!found || found.code.startsWith('ERR_')) return error;
  const { code, message, errno = 0, fatal } = found;
  const told = `${code}: ${message.slice(0, 500)}`;
  const conflict = CONFLICTS.get(errno);
  if (conflict !== undefined) return new StoreConflict(`${conflict} (${told})`, { cause: error });
  const refusal = REFUSALS.get(errno);
  if (refusal !== undefined) return new StoreRefused(`${refusal} (${told})`, { cause: error });
  if (OUTAGES.has(errno) || errno <= 0 || fatal === true) {
    return new StoreUnavailable(`the database cannot be reached (${told})`, { cause: error });
  }
  return error;
}
