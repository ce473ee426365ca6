import { createSealer } from './sealer.ts';

const [old, young] = ['an old key of thirty-two characters', 'a young key of thirty-two characters'];

describe('a sealer', () => {
  it('opens what it sealed, for the same purpose only', () => {
    const sealer = createSealer([young]);
    const sealed = sealer.seal('秘密', 'letter/1');
    expect(sealed).not.toContain('秘密');
    expect(sealer.seal('秘密', 'letter/1')).not.toBe(sealed);
    expect(sealer.open(sealed, 'letter/1')).toBe('秘密');
    expect(sealer.open(sealed, 'letter/2')).toBeNull();
  });

  it('opens what an older key sealed, and nothing of a stranger or altered', () => {
    const sealed = createSealer([old]).seal('x', 'p');
    expect(createSealer([young, old]).open(sealed, 'p')).toBe('x');
    expect(createSealer([young]).open(sealed, 'p')).toBeNull();
    const parts = sealed.split('.');
    expect(createSealer([old]).open([...parts.slice(0, 3), 'AAAA'].join('.'), 'p')).toBeNull();
    for (const nonsense of ['', 'a.b', 'a.b.c.d', `${parts[0]}...`]) expect(createSealer([old]).open(nonsense, 'p')).toBeNull();
  });
});
