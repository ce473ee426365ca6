import type { SignDecision, Signer, Signing } from '#contracts/task';

/** Where a round of signatures stands. `rejected`: approval has become impossible. */
export type SigningVerdict = 'approved' | 'rejected' | 'pending';
/** A share such as 0.1 of 30 is 3, whatever floating point makes of it. */
const ROUNDING = 1e-9;

/** Signers that count: nobody signs their own submission, so an accountable who does the work needs no second signature. */
const counting = ({ signers, submitted }: Signing): Signer[] => signers.filter(({ person }) => person !== submitted?.by);
const decided = (signers: readonly Signer[], decision: SignDecision): number => signers.filter((signer) => signer.decision === decision).length;

/** Approvals that the mode asks of so many signers: all of them (also in sequence), one, or the share, at least one. */
export function approvalsNeeded({ mode, ratio }: Pick<Signing, 'mode' | 'ratio'>, signers: number): number {
  if (mode === 'any') return Math.min(1, signers);
  return mode === 'ratio' ? Math.min(signers, Math.max(1, Math.ceil((ratio ?? 1) * signers - ROUNDING))) : signers;
}

/** What the signatures given so far come to. The mode speaks of signers that people added; those of the playbook must approve whatever it is. Nobody left to sign means approved. */
export function signingVerdict(signing: Signing): SigningVerdict {
  const { chosen, accountable, needed } = partsOf(signing);
  if (decided(accountable, 'rejected') > 0 || chosen.length - decided(chosen, 'rejected') < needed) return 'rejected';
  return decided(chosen, 'approved') >= needed && decided(accountable, 'approved') === accountable.length ? 'approved' : 'pending';
}

/** Who may sign now, in order; nobody before the holder submits or once the round is settled. In sequence one at a time, the accountable last. */
export function nextSigners(signing: Signing | null): string[] {
  if (!signing?.submitted || signingVerdict(signing) !== 'pending') return [];
  const { chosen, accountable, needed } = partsOf(signing);
  const wanted = decided(chosen, 'approved') >= needed ? accountable : [...chosen, ...accountable];
  const open = wanted.filter(({ decision }) => decision === null).map(({ person }) => person);
  return signing.mode === 'sequence' ? open.slice(0, 1) : open;
}

function partsOf(signing: Signing): { chosen: Signer[]; accountable: Signer[]; needed: number } {
  const all = counting(signing);
  const chosen = all.filter(({ by }) => by !== null);
  return { chosen, accountable: all.filter(({ by }) => by === null), needed: approvalsNeeded(signing, chosen.length) };
}

/** Whether what `submitter` hands in waits for anybody's signature. */
export const mustBeSigned = (signing: Signing | null, submitter: string): boolean => (signing?.signers ?? []).some(({ person }) => person !== submitter);

/** The round after one signature, given at `at` (epoch ms). */
export const withSignature = (signing: Signing, person: string, given: { decision: SignDecision; reason: string | null; at: number }): Signing => ({
  ...signing,
  signers: signing.signers.map((signer) => (signer.person === person ? { ...signer, decision: given.decision, reason: given.reason, decidedAt: given.at } : signer)),
});

/** The same signers with no signature and nothing submitted: a new round. */
export const begunAnew = (signing: Signing): Signing => ({ ...signing, submitted: null, signers: signing.signers.map((signer) => ({ ...signer, decision: null, decidedAt: null, reason: null })) });

/** With people added at `at` by `by`; `mode` null keeps the present one, or `all` where there was none. */
export function withSigners(signing: Signing | null, people: readonly string[], { by, at, mode, ratio }: { by: string | null; at: number; mode: Signing['mode'] | null; ratio: number | null }): Signing {
  const present = signing ?? { mode: 'all', ratio: null, signers: [], submitted: null };
  const added = people.map((person): Signer => ({ person, by, at, decision: null, decidedAt: null, reason: null }));
  return { ...present, ...(mode === null ? {} : { mode, ratio: mode === 'ratio' ? ratio : null }), signers: [...present.signers, ...added] };
}

/** Without one signer; null once nobody is left and nothing waits. */
export function withoutSigner(signing: Signing, person: string): Signing | null {
  const signers = signing.signers.filter((signer) => signer.person !== person);
  return signers.length === 0 && signing.submitted === null ? null : { ...signing, signers };
}
