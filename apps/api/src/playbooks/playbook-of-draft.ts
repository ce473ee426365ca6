import type { Playbook } from '#contracts/playbook';
import { InvalidError, NotFoundError } from '#domain/errors';
import { findDraft } from '#persistence/playbooks/drafts';
import type { Queryable } from '#persistence/repositories/queryable';
import { checkPlaybook } from './playbook-check.ts';

/** The playbook that a draft would be. @throws NotFoundError; InvalidError at `field` for a draft that is no sound playbook yet */
export async function playbookOfDraft(db: Queryable, slug: string, id: string, field: string): Promise<Playbook> {
  const draft = await findDraft(db, slug, id);
  if (!draft) throw new NotFoundError('draft');
  const { playbook } = checkPlaybook(slug, { version: 1, ...draft.data });
  if (!playbook) throw new InvalidError([{ path: field, message: { en: 'is a draft with problems: mend them first', 'zh-CN': '草稿仍有问题，请先修正' } }]);
  return playbook;
}
