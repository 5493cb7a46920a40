import { createTransport } from 'nodemailer';
import type { Attempt } from './webhook.ts';

/** A mail as it is written. */
interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Makes the Message-ID, so that a mail that is sent twice is known to be the same. */
  readonly id: string;
}

/** Sends a mail; never throws. */
export type SendMail = (mail: Mail) => Promise<Attempt>;

/** How long the mail server may take for each step, milliseconds. */
const PATIENCE_MS = 15_000;

/** Mails by a server; null where none is set. */
export function openMailer(smtpUrl: string | null, from: string | null): SendMail | null {
  if (smtpUrl === null || from === null) return null;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true
  });
  const host = /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'mangluoi.invalid';
  return async ({ to, subject, text, id }) => {
    try {
      const messageId = `<${id.replace(/[^\w.-]/g, '-')}@${host}>`;
      const { response } = await transport.sendMail({ from, to, subject, text, messageId });
      return { ok: true, said: response };
    } catch (error) {
      return { ok: false, said: error instanceof Error ? error.message : String(error) };
    }
  };
}
