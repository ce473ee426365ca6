import { until } from '../../support/until.ts';

/** A mail as the catcher's API lists it. */
export interface CaughtMail {
  id: string;
  subject: string;
  text: string;
  html: string;
  to: Array<{ address: string }>;
  headers: Record<string, string>;
  attachments?: Array<{ generatedFileName: string; contentType: string }>;
}

/** What the mail catcher has caught. */
export class CaughtMails {
  constructor(private readonly api: string) {}

  async all(): Promise<CaughtMail[]> {
    return (await (await fetch(`${this.api}/email`)).json()) as CaughtMail[];
  }

  /** To one demo account, with `words` in subject or text. */
  async to(name: string, words: string): Promise<CaughtMail[]> {
    return (await this.all()).filter((mail) => mail.to.some(({ address }) => address === `${name}@callsheet.test`) && `${mail.subject}\n${mail.text}`.includes(words));
  }

  /** Waits for the first such mail; a delivery whose job was lost is swept up after 10 s at most 5 s later. */
  async arrived(name: string, words: string): Promise<CaughtMail[]> {
    return until(async () => {
      const mails = await this.to(name, words);
      return mails.length > 0 && mails;
    }, 20_000);
  }

  async attachment(mail: CaughtMail, contentType: string): Promise<string> {
    const found = mail.attachments?.find((part) => part.contentType === contentType);
    if (!found) throw new Error(`"${mail.subject}" has no ${contentType}`);
    return (await fetch(`${this.api}/email/${mail.id}/attachment/${found.generatedFileName}`)).text();
  }
}
