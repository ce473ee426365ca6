import { bodyHash, commandId } from './idempotency.ts';

describe('bodyHash', () => {
  it('is blind to the order of keys, and to nothing else', () => {
    expect(bodyHash({ a: 1, b: { c: [1, 2] } })).toBe(bodyHash({ b: { c: [1, 2] }, a: 1 }));
    expect(bodyHash({ a: [1, 2] })).not.toBe(bodyHash({ a: [2, 1] }));
    expect(bodyHash({ a: '1' })).not.toBe(bodyHash({ a: 1 }));
    expect(bodyHash(undefined)).toBe(bodyHash({}));
  });
});

describe('commandId', () => {
  it('is a UUID that names actor, route, target and key', () => {
    const id = commandId('lin', 'POST /tasks/1/claim', 't1', 'k');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(commandId('lin', 'POST /tasks/1/claim', 't1', 'k')).toBe(id);
    expect(commandId('lin', 'POST /tasks/1/claim', 't', '1k')).not.toBe(id);
  });
});
