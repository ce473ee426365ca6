/** What a channel brings to one person: made in that person's language, ready to send. */
export interface Message {
  /** Id of the delivery; the same for every attempt, so that a receiver can drop a repeat. */
  deliveryId: string;
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  /** An iCalendar object and its method, for meetings. */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string };
}

/** One way of reaching people. Mail is the first; webhooks and bots follow the same shape. */
export interface Channel {
  readonly name: string;
  /** Hands the message over. @returns the id under which the other side knows it. @throws when it was not taken. */
  send(message: Message): Promise<{ messageId: string }>;
  close(): void;
}
