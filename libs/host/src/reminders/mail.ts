import { createTransport, type Transporter } from 'nodemailer';
import { isLoopback, type Config } from '../configuration/index.js';
import type { Carrier } from './postman.js';
import { subjectOf, textOf } from './words.js';

/** Milliseconds for one e-mail. */
const PATIENCE = 20_000;

/** Sends e-mails through the configured server; null: there is none. What is sent again bears the same id, by which mail servers know it. */
export function mailCarrier({ reminders: { smtp, smtpPassword, from } }: Config): Carrier | null {
  if (smtp === undefined || from === undefined) return null;
  const url = new URL(smtp);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isSecure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const transport: Transporter = createTransport({
    host,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    // What is said of office matters travels under TLS, but for a mail server on this very machine.
    requireTLS: !isSecure && !isLoopback(host),
    ignoreTLS: !isSecure && isLoopback(host),
    ...(user === '' ? {} : { auth: { user, pass: smtpPassword?.reveal() ?? '' } }),
    ...{ connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = from.split('@').at(-1) ?? 'localhost';
  return {
    carry: async (message, target) => {
      await transport.sendMail({
        ...{ from, to: { name: '', address: target }, subject: subjectOf(message), text: textOf(message) },
        messageId: `<${message.reminder.id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
