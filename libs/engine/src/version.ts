/**
 * Raised whenever `step` may raise other events than before for the same arguments. Entries name it: only under the same version must a step that
 * is carried out again give the very same events; `apply` understands the events of every version.
 */
export const ENGINE_VERSION = '1';
