import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { AuditEntry } from '#contracts/audit';
import type { Json } from '#contracts/text';
import { canonicalJson } from './canonical.ts';
import { faultOf, seal, START, type Head } from './chain.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const json = () => fc.jsonValue().map((value) => ({ value }) as { [key: string]: Json });
const entry = fc.record({
  source: fc.constantFrom('command' as const, 'activity' as const), sourceId: fc.uuid(), at: fc.nat(), actor: fc.string(), action: fc.string(), targetKind: fc.string(),
  targetId: fc.option(fc.string()), runId: fc.option(fc.uuid()), data: json(),
}) satisfies fc.Arbitrary<Omit<AuditEntry, 'seq'>>;

/** Number of the first entry that does not hold, or null. */
function firstBroken(entries: ReturnType<typeof seal>): number | null {
  let head: Head = START;
  for (const sealed of entries) {
    if (faultOf(sealed, head, hash)) return sealed.seq;
    head = sealed;
  }
  return null;
}

describe('the chain', () => {
  it('holds as it was sealed, in one go or in many, and after a trip through JSON', () => {
    fc.assert(fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), fc.nat(), (entries, cut) => {
      const whole = seal(entries, START, hash);
      const at = cut % entries.length;
      const first = seal(entries.slice(0, at), START, hash);
      expect([...first, ...seal(entries.slice(at), first.at(-1) ?? START, hash)]).toEqual(whole);
      expect(whole.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      expect(firstBroken(JSON.parse(JSON.stringify(whole)) as typeof whole)).toBeNull();
    }));
  });

  it('breaks at the entry that was changed, left out, put in or moved', () => {
    fc.assert(fc.property(fc.array(entry, { minLength: 3, maxLength: 6 }), fc.constantFrom('actor', 'data', 'at', 'hash', 'prevHash') as fc.Arbitrary<'actor'>, fc.nat(), (entries, field, pick) => {
      const whole = seal(entries, START, hash);
      const at = pick % (whole.length - 1);
      const changed = whole.map((sealed, index) => (index === at ? { ...sealed, [field]: `${JSON.stringify(sealed[field])}x` } : sealed));
      expect(firstBroken(changed)).toBe(at + 1);
      expect(firstBroken(whole.filter((_, index) => index !== at))).toBe(at + 2);
      expect(firstBroken([...whole.slice(0, at), whole[at + 1]!, whole[at]!, ...whole.slice(at + 2)])).toBe(at + 2);
      expect(firstBroken([...whole.slice(0, at), whole[at]!, ...whole.slice(at)])).toBe(at + 1);
    }));
  });

  it('lets a part of it be judged by itself', () => {
    const [, second, , fourth] = seal(Array.from({ length: 4 }, (_, i) => ({ source: 'activity' as const, sourceId: String(i), at: i, actor: 'a', action: 'b', targetKind: 'run', targetId: null, runId: null, data: {} })), START, hash);
    expect(faultOf(second!, null, hash)).toBeNull();
    expect(faultOf(fourth!, second!, hash, true)).toBeNull();
    expect(faultOf(fourth!, second!, hash)).toBe('gap');
    expect(faultOf({ ...fourth!, actor: 'x' }, second!, hash, true)).toBe('hash');
  });
});

test('equal values have one text', () => {
  expect(canonicalJson({ b: [1, { d: 'ü', c: undefined }], a: null })).toBe('{"a":null,"b":[1,{"d":"ü"}]}');
});
