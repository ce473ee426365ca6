import { ZPlaybook, type Playbook } from '#contracts/playbook';
import { compilePlaybook } from '#domain/playbook/compile';
import { lintPlaybook, type Problem } from '#domain/playbook/lint';
import { lintProcess } from '#domain/playbook/processes';
import { schemaProblems } from '#platform/playbooks/ajv';
import { textProblems } from '#platform/playbooks/text-problems';
import { validateInput, validateSettings } from '#platform/playbooks/validate';

/** More than this many tell an author nothing new. */
const MAX_PROBLEMS = 100;
export type Checked = { playbook: Playbook; problems: [] } | { playbook: null; problems: Problem[] };

/**
 * Everything that publishing asks of a playbook, each problem with its path: texts fit to be stored, the shape, references, what the process's
 * code names, form and input schemas with their own examples, defaults of settings, and that it compiles.
 */
export function checkPlaybook(slug: string, data: unknown): Checked {
  const texts = textProblems(data);
  if (texts.length > 0) return refused(texts);
  const parsed = ZPlaybook.safeParse(data);
  if (!parsed.success) return refused(parsed.error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message })));
  const playbook = parsed.data;
  const own = playbook.slug === slug ? [] : [{ path: 'slug', message: `must be "${slug}"` }];
  const problems = [...own, ...lintPlaybook(playbook), ...lintProcess(playbook), ...schemas(playbook)];
  const all = problems.length > 0 ? problems : compiles(playbook);
  return all.length > 0 ? refused(all) : { playbook, problems: [] };
}

const refused = (problems: Problem[]): Checked => ({ playbook: null, problems: problems.slice(0, MAX_PROBLEMS) });

function schemas(playbook: Playbook): Problem[] {
  return [
    ...Object.entries(playbook.forms).flatMap(([key, form]) => examples(`forms.${key}`, form.examples, (example) => schemaProblems(form.schema, example))),
    ...examples('input', playbook.inputExamples, (example) => validateInput(playbook, example), 'inputExamples'),
    ...Object.entries(playbook.settings).flatMap(([name, setting]) => examples(`settings.${name}`, [setting.default], () => settingProblems(playbook, name, setting.default), `settings.${name}.default`)),
  ];
}

/** Problems of a setting's default, by their path within the value. */
const settingProblems = (playbook: Playbook, name: string, value: unknown): Problem[] => validateSettings(playbook, { [name]: value }).map(({ path, message }) => ({ path: path.slice(name.length + 1), message }));

/** A schema that does not stand for itself is one problem; else each example that it refuses. */
function examples(at: string, values: readonly unknown[], check: (value: unknown) => Problem[], where = `${at}.examples`): Problem[] {
  return values.flatMap((value, index) => {
    const path = values.length === 1 && where.endsWith('default') ? where : `${where}.${index}`;
    try {
      return check(value).map((problem) => ({ path: problem.path ? `${path}.${problem.path}` : path, message: problem.message }));
    } catch (error) {
      return index === 0 ? [{ path: at === 'input' ? 'input' : `${at}.schema`, message: error instanceof Error ? error.message : String(error) }] : [];
    }
  });
}

function compiles(playbook: Playbook): Problem[] {
  try {
    compilePlaybook(playbook, {});
    return [];
  } catch (error) {
    return [{ path: '', message: error instanceof Error ? error.message : String(error) }];
  }
}
