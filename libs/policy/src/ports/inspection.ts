/** 调阅: discipline inspection opens a matter in which it has no part. What was opened, by whom and why stays in a chain of its own. */
export interface InspectInstance {
  readonly kind: 'inspectInstance';
  readonly instance: string;
  readonly reason: string;
}
