import nodemailer from 'nodemailer';
import type { Channel, Message } from './channel.ts';

export interface EmailSettings {
  /** `smtp://` or `smtps://`, with user and password in it when the server asks for them. */
  smtpUrl: string;
  /** Name and address that mails come from. */
  from: string;
  /** Most to wait for the server, in ms. */
  timeoutMs?: number;
}

/** The same for every attempt at one delivery: mail programs show a repeat once. */
export const messageIdOf = (deliveryId: string): string => `<${deliveryId}@callsheet>`;

/** Control characters never reach a header, whatever a title holds; Nodemailer folds and encodes the rest. */
const headerSafe = (value: string): string => value.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();

/** Mail by SMTP. A connection is kept for several mails and opened again when it is lost. */
export function createEmailChannel({ smtpUrl, from, timeoutMs = 15_000 }: EmailSettings): Channel {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = nodemailer.createTransport({ url: smtpUrl, pool: true, maxConnections: 4, disableFileAccess: true, disableUrlAccess: true, ...timeouts });
  return {
    name: 'email',
    async send(message) {
      const messageId = messageIdOf(message.deliveryId);
      await transport.sendMail({ from, ...mailOf(message), messageId });
      return { messageId };
    },
    close: () => transport.close(),
  };
}

function mailOf(message: Message) {
  return {
    to: { name: headerSafe(message.to.name), address: message.to.address },
    subject: headerSafe(message.subject),
    html: message.html,
    text: message.text,
    // Replies go nowhere useful, and automatic answers must not come back (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': message.deliveryId },
    ...(message.calendar ? { icalEvent: { method: message.calendar.method, filename: 'invite.ics', content: message.calendar.content } } : {}),
  };
}
