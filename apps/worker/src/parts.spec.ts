import { PARTS, readParts } from './parts.ts';

describe('readParts', () => {
  it('hosts everything unless told otherwise', () => {
    expect([...readParts(undefined)]).toEqual([...PARTS]);
    expect([...readParts(' ')]).toEqual([...PARTS]);
  });

  it('hosts what is named, and refuses what it does not know', () => {
    expect([...readParts('delivery, sweeper')]).toEqual(['delivery', 'sweeper']);
    expect(() => readParts('delivery,mails')).toThrow('"mails"');
  });
});
