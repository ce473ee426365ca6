import { z } from 'zod';
import type { Text } from '#contracts/text';
import type { FieldIssue } from '#domain/errors';
import { FIELDS } from './messages.ts';

const english = z.locales.en().localeError;
const chinese = z.locales.zhCN().localeError;
type Issue = z.core.$ZodIssue;

const sentence = (answer: ReturnType<typeof english>, fallback: string): string => (typeof answer === 'string' ? answer : (answer?.message ?? fallback));

/** zod's own sentences in both languages; one that a schema wrote itself stays as it is. */
function messageOf(issue: Issue): string | Text {
  const en = sentence(english(issue as never), issue.message);
  if (en !== issue.message) return issue.message;
  return { en, 'zh-CN': sentence(chinese(issue as never), en) };
}

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/** What a caller is told of zod's issues: a path that begins with `under` (a parameter's name), and a sentence. Fields too many are named one by one. */
export function fieldIssues(issues: readonly Issue[], under?: string): FieldIssue[] {
  const start = under ? [under] : [];
  return issues.slice(0, 50).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: dotted([...start, ...issue.path, key]), message: FIELDS.unknown }));
    }
    return [{ path: dotted([...start, ...issue.path]), message: messageOf(issue) }];
  });
}
