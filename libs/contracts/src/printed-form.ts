import { z } from 'zod';
import { operation } from './operation.js';
import { idSchema } from './values.js';

export const printedFormOperations = {
  readPrintedForm: operation({
    id: 'readPrintedForm',
    method: 'GET',
    path: '/instances/{instance}/printed-form',
    tag: 'instances',
    summary: 'The matter on paper (审批单): A4, opinions under their headings, signatures with their times, a QR code',
    detail:
      'PDF. The QR code says `quanheng:1`, the unit, the instance, how many entries there were, and the leaf hash of the last of them; the same entries give the same bytes.',
    access: 'concerned',
    params: z.strictObject({ instance: idSchema }),
    query: z.strictObject({
      minutes: z
        .string()
        .min(1)
        .max(200)
        .exactOptional()
        .describe('Node key of a meeting: its minutes (会议纪要) instead of the form'),
    }),
    produces: 'application/pdf',
  }),
};
