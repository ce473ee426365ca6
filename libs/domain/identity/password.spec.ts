import fc from 'fast-check';
import { passwordProblem } from './password.ts';

const owner = { email: 'lin.wei@example.com', name: 'Lin Weiming' };
const common = new Set(['dragon', 'trustno1trustno1x']);
const problem = (password: string) => passwordProblem(password, owner, common);

describe('passwordProblem', () => {
  it.each([
    ['short', 'password-short'],
    ['十二个字都还不到呢', 'password-short'],
    ['trustno1trustno1x', 'password-common'],
    ['TRUSTNO1TRUSTNO1X', 'password-common'],
    ['!!dragon202611', 'password-common'],
    ['aaaaaaaaaaaaaa', 'password-common'],
    ['abc1abc1abc1abc1', 'password-common'],
    ['qwertyuiopasdf', 'password-common'],
    ['123456789012', 'password-common'],
    ['8417 2093 5561', 'password-common'],
    ['my Weiming phrase', 'password-personal'],
    ['lin.wei and more', 'password-personal'],
    ['Callsheet rocks!', 'password-personal'],
  ])('refuses %s: %s', (password, rule) => {
    expect(problem(password)).toBe(rule);
  });

  it.each(['a long password', 'correct horse battery', '今天天气很好我们去看海吧', 'all lower case is fine', 'dragon fruit smoothie'])('takes %s: no kinds of characters are asked for', (password) => {
    expect(problem(password)).toBeNull();
  });

  it('takes any twelve random letters, and never throws', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'bdfhkmnprtvz'), minLength: 13, maxLength: 40 });
    fc.assert(fc.property(letters.filter((word) => new Set(word).size > 6), (word) => passwordProblem(word, owner, new Set()) === null));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => [null, 'password-short', 'password-common', 'password-personal'].includes(problem(text))));
  });
});
