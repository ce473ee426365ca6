import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it takes. `refuse` makes it answer 451 to the next so many mails. */
export interface Mailbox {
  url: string;
  mails: ParsedMail[];
  /** When each mail was taken (epoch ms), beside `mails`. */
  takenAt: number[];
  refuse: number;
  close(): Promise<void>;
}

/** Starts a mailbox on a random port of this machine. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = [];
  const takenAt: number[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      void simpleParser(stream).then((mail) => {
        if (mailbox.refuse > 0) {
          mailbox.refuse -= 1;
          return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        }
        mails.push(mail);
        takenAt.push(Date.now());
        return done();
        // A sender killed in mid-sentence has sent nothing.
      }, done);
    },
  });
  // A sender killed in mid-sentence is no news.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const mailbox: Mailbox = {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    mails,
    takenAt,
    refuse: 0,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mailbox;
}
