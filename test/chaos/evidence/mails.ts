import type { Pool } from 'pg';
import type { Mailbox } from '../../support/mailbox.ts';
import type { Kill } from '../loops/killer.ts';
import type { Violation } from './record.ts';

/** Between the server's 250 and the commit lie milliseconds, on a busy machine more. */
const BEFORE_KILL_MS = 5_000;

export interface Mails {
  deliveries: Record<string, number>;
  mails: number;
  /** Mails that came a second time: each must be explained by a kill between SMTP's 250 and the commit. */
  doubled: number;
  violations: Violation[];
}

/** At least one mail for each delivery that says it is sent, none given up, and a second one only where a kill explains it. `settled`: whether all had the time to be sent; `began` (epoch ms): what was killed before it is not in `kills`. */
export async function judgeMails(pool: Pool, { mails, takenAt }: Mailbox, { kills, settled, began }: { kills: readonly Kill[]; settled: boolean; began: number }): Promise<Mails> {
  const arrivals = new Map<string, number[]>();
  for (const [index, mail] of mails.entries()) {
    const id = String(mail.headers.get('x-entity-ref-id'));
    arrivals.set(id, [...(arrivals.get(id) ?? []), takenAt[index]!]);
  }
  const { rows } = await pool.query<{ id: string; run_id: string | null; state: string }>('SELECT d.id, n.run_id, d.state FROM delivery d LEFT JOIN notification n ON n.id = d.notification_id');
  const deliveries: Record<string, number> = {};
  const violations: Violation[] = [];
  let doubled = 0;
  for (const { id, run_id: runId, state } of rows) {
    const report = (detail: string): void => void violations.push({ kind: 'mail', runId, detail: `delivery ${id} ${detail}` });
    const times = arrivals.get(id) ?? [];
    deliveries[state] = (deliveries[state] ?? 0) + 1;
    if (state === 'sent' && times.length === 0) report('is sent, and no mail came');
    if (state === 'dead' || (settled && state !== 'sent' && state !== 'superseded')) report(`is ${state}`);
    doubled += Math.max(0, times.length - 1);
    for (const at of times.slice(0, -1)) if (at >= began && !explained(at, kills)) report(`came ${times.length} times, and no kill explains the one at ${at}`);
    arrivals.delete(id);
  }
  for (const id of arrivals.keys()) violations.push({ kind: 'mail', runId: null, detail: `a mail came for delivery ${id}, which is not there` });
  return { deliveries, mails: mails.length, doubled, violations };
}

/** Taken shortly before its sender or the database was killed, or while one of them was down. */
const explained = (at: number, kills: readonly Kill[]): boolean =>
  kills.some((kill) => (kill.victims.includes('worker') || kill.victims.includes('postgres')) && at >= kill.at - BEFORE_KILL_MS && at <= kill.at + kill.answersAfter);
