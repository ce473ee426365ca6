/** Which rule a new password breaks; the catalogue has a sentence for each. */
export type PasswordRule = 'password-short' | 'password-common' | 'password-personal';

/** Whose password it would be: nobody's own address or name makes a secret. */
export interface PasswordOwner {
  email: string;
  name: string;
}

/** Fewest characters (ASVS 6.2.1); there is no rule on their kinds, on purpose (6.2.5). */
export const PASSWORD_MIN = 12;
const KEYBOARD = ['01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'].flatMap((row) => [row, [...row].reverse().join('')]);
const PRODUCT = 'callsheet';

/** The first rule that a password breaks, or null when it may be used. `common` holds lower-case passwords (ASVS 6.2.4, 6.2.11, 6.2.12). */
export function passwordProblem(password: string, owner: PasswordOwner, common: ReadonlySet<string>): PasswordRule | null {
  if ([...password].length < PASSWORD_MIN) return 'password-short';
  const lower = password.normalize('NFKC').toLowerCase();
  if (isCommon(lower, common)) return 'password-common';
  return wordsOf(owner).some((word) => lower.includes(word)) ? 'password-personal' : null;
}

/** On the list, the same few characters over and over, a row of the keyboard, or a listed word padded with digits and signs. */
function isCommon(lower: string, common: ReadonlySet<string>): boolean {
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return common.has(lower) || common.has(bare) || (bare === '' && lower.length < 20) || /^(.{1,6})\1+$/u.test(lower) || runs(lower);
}

/** Does it consist of rows of the keyboard or the alphabet, three or more characters at a time? */
function runs(lower: string): boolean {
  let rest = lower;
  while (rest.length > 0) {
    let length = Math.min(rest.length, 26);
    while (length >= 3 && !KEYBOARD.some((row) => row.includes(rest.slice(0, length)))) length -= 1;
    if (length < 3) return false;
    rest = rest.slice(length);
  }
  return true;
}

function wordsOf({ email, name }: PasswordOwner): string[] {
  const parts = [email.split('@')[0] ?? '', ...name.split(/\s+/), PRODUCT];
  return parts.map((part) => part.normalize('NFKC').toLowerCase()).filter((part) => [...part].length >= 4);
}
