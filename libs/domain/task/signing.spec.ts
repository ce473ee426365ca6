import fc from 'fast-check';
import { SIGN_MODES, type SignDecision, type Signer, type Signing } from '#contracts/task';
import { approvalsNeeded, begunAnew, mustBeSigned, nextSigners, signingVerdict, withoutSigner, withSignature, withSigners } from './signing.ts';

const submitted = { by: 'holder', at: 0, documentId: null, outcome: {} };
const signer = (person: string, by: string | null = 'holder', decision: SignDecision | null = null): Signer => ({ person, by, at: 0, decision, decidedAt: null, reason: null });
const decisions = fc.constantFrom<SignDecision | null>('approved', 'rejected', null);
const signings = fc
  .record({ mode: fc.constantFrom(...SIGN_MODES), ratio: fc.double({ min: 0.01, max: 1, noNaN: true }), people: fc.array(fc.record({ decision: decisions, required: fc.boolean() }), { maxLength: 8 }) })
  .map(({ mode, ratio, people }): Signing => ({ mode, ratio: mode === 'ratio' ? ratio : null, submitted, signers: people.map(({ decision, required }, index) => signer(`p${index}`, required ? null : 'holder', decision)) }));
/** Every way in which those who have not signed could still sign. */
function endings(signing: Signing): Signing[] {
  const open = signing.signers.find(({ decision }) => decision === null);
  if (!open) return [signing];
  return (['approved', 'rejected'] as const).flatMap((decision) => endings(withSignature(signing, open.person, { decision, reason: null, at: 1 })));
}
/** The rule said plainly, of a round in which everybody has signed. */
function passes({ mode, ratio, signers }: Signing): boolean {
  const yes = (by: (signer: Signer) => boolean): boolean[] => signers.filter(by).map(({ decision }) => decision === 'approved');
  const chosen = yes(({ by }) => by !== null);
  const share = chosen.filter(Boolean).length / chosen.length;
  const byMode = chosen.length === 0 || (mode === 'any' ? chosen.some(Boolean) : mode === 'ratio' ? share >= ratio! - 1e-9 && share > 0 : chosen.every(Boolean));
  return byMode && yes(({ by }) => by === null).every(Boolean);
}

describe('the verdict of co-signers', () => {
  test('is approved exactly when every ending passes, rejected when none does, else pending', () => {
    fc.assert(
      fc.property(signings, (signing) => {
        const results = endings(signing).map(passes);
        const verdict = signingVerdict(signing);
        expect(verdict).toBe(results.every(Boolean) ? 'approved' : results.some(Boolean) ? 'pending' : 'rejected');
      }),
    );
  });

  test('asks somebody exactly while it is pending, in sequence one at a time, and nobody before the holder submits', () => {
    fc.assert(
      fc.property(signings, (signing) => {
        const next = nextSigners(signing);
        expect(next.length > 0).toBe(signingVerdict(signing) === 'pending');
        if (signing.mode === 'sequence') expect(next.length).toBeLessThanOrEqual(1);
        expect(next.every((person) => signing.signers.some((one) => one.person === person && one.decision === null))).toBe(true);
        expect(nextSigners({ ...signing, submitted: null })).toEqual([]);
      }),
    );
  });

  test.each([
    ['all', null, 3, 3],
    ['sequence', null, 3, 3],
    ['any', null, 3, 1],
    ['any', null, 0, 0],
    ['ratio', 0.5, 3, 2],
    ['ratio', 0.1, 30, 3],
    ['ratio', 0.01, 3, 1],
    ['ratio', 2 / 3, 3, 2],
  ] as const)('mode %s (%s) of %i signers asks %i approvals', (mode, ratio, signers, needed) => expect(approvalsNeeded({ mode, ratio }, signers)).toBe(needed));
});

describe('signers', () => {
  const round = (mode: Signing['mode'], ...signers: Signer[]): Signing => ({ mode, ratio: null, signers, submitted });

  test('in sequence come one after the other, the accountable last', () => {
    let signing = round('sequence', signer('boss', null), signer('a'), signer('b'));
    for (const person of ['a', 'b', 'boss']) {
      expect(nextSigners(signing)).toEqual([person]);
      signing = withSignature(signing, person, { decision: 'approved', reason: null, at: 1 });
    }
    expect(signingVerdict(signing)).toBe('approved');
  });

  test('the accountable is asked whatever the mode, and nobody more once the mode has enough', () => {
    const signing = round('any', signer('a', 'holder', 'approved'), signer('b'), signer('boss', null));
    expect([signingVerdict(signing), nextSigners(signing)]).toEqual(['pending', ['boss']]);
  });

  test('an accountable who does the work signs nothing', () => {
    expect(mustBeSigned(round('all', signer('holder', null)), 'holder')).toBe(false);
    expect(mustBeSigned(round('all', signer('holder', null)), 'other')).toBe(true);
    expect(signingVerdict(round('all', signer('holder', null)))).toBe('approved');
  });

  test('removing the last who is needed approves; a new round forgets signatures and keeps people', () => {
    const signing = round('all', signer('a', 'holder', 'approved'), signer('b'));
    expect(signingVerdict(withoutSigner(signing, 'b')!)).toBe('approved');
    expect(begunAnew(signing)).toEqual({ ...signing, submitted: null, signers: [signer('a'), signer('b')] });
    expect(withoutSigner({ ...round('all', signer('a')), submitted: null }, 'a')).toBeNull();
  });

  test('are added in order, with a mode that stays unless it is named', () => {
    const first = withSigners(null, ['a'], { by: 'holder', at: 5, mode: null, ratio: null });
    expect(first).toMatchObject({ mode: 'all', ratio: null, submitted: null });
    const second = withSigners(first, ['b'], { by: 'lead', at: 6, mode: 'ratio', ratio: 0.5 });
    expect(withSigners(second, ['c'], { by: null, at: 7, mode: null, ratio: null })).toMatchObject({ mode: 'ratio', ratio: 0.5, signers: [{ person: 'a', by: 'holder' }, { person: 'b', by: 'lead' }, { person: 'c', by: null }] });
  });
});
