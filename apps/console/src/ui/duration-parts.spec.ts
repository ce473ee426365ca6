import fc from 'fast-check';
import { LENGTH_UNITS, lengthFrom, partsOfLength } from './duration-parts.ts';

it('what is typed is shown again', () => {
  fc.assert(fc.property(fc.record({ amount: fc.nat(9999), unit: fc.constantFrom(...LENGTH_UNITS) }), (parts) => {
    expect(partsOfLength(lengthFrom(parts))).toEqual(parts);
  }));
});

it('a length of several units is left as it is written', () => {
  expect([{ working: 'P1DT4H' }, { clock: 'PT1H30M' }, { clock: 'nonsense' }].map(partsOfLength)).toEqual([null, null, null]);
});
