import type { Playbook } from '#contracts/playbook';
import type { ProcessDefinition } from '#contracts/process';
import type { Json } from '#contracts/text';
import { InvalidError } from '#domain/errors';
import { compilePlaybook } from '#domain/playbook/compile';
import type { Start } from '#domain/playbook/given';
import { PlaybookError } from '#domain/playbook/errors';
import { workflowTypeOf } from './start-run.ts';

/**
 * The playbook with settings put in place. `at` is where the settings stand in the request.
 * @throws InvalidError for a setting that its use cannot take; a reference that misses is our playbook's fault, not the caller's
 */
export function compiledFor(playbook: Playbook, settings: Record<string, Json>, at: string, start?: Start): ProcessDefinition {
  if (!workflowTypeOf(playbook.process)) throw new InvalidError([{ path: 'playbook', message: { en: 'has no process in this release', 'zh-CN': '此版本没有该流程' } }]);
  try {
    return compilePlaybook(playbook, settings, start);
  } catch (error) {
    if (error instanceof PlaybookError && error.fault !== 'unknown-reference') throw new InvalidError([{ path: `${at}.${error.subject}`, message: error.message }]);
    throw error;
  }
}
