import { Alert, App, Button, Flex, Input, Modal, Popconfirm, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { Playbook } from '#contracts/playbook';
import { useContent, useDiscardDraft, useKeepDraft, usePublish, type Content } from '../../api/editions.ts';
import { useMe } from '../../app/me.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { JsonEditor } from './json-editor.tsx';
import { SettingsForm } from './settings-form.tsx';
import { TasksForm } from './tasks-form.tsx';
import { TextsForm } from './texts-form.tsx';

/** A draft of a playbook: what people change in forms, the rest as JSON; kept however wrong, published only when sound. */
export function Component() {
  const { slug = '', draftId: id = '' } = useParams();
  const { data: content, error, isPending, refetch } = useContent(slug, id);
  const [tab, setTab] = useState('settings');
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return <Editor key={content.draft!.version} slug={slug} content={content} tab={tab} onTab={setTab} />;
}

interface Props {
  slug: string;
  content: Content;
  /** Stays when the draft is kept and read again. */
  tab: string;
  onTab: (tab: string) => void;
}

function Editor({ slug, content, tab, onTab }: Props) {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const { message } = App.useApp();
  const [playbook, setPlaybook] = useState<Playbook>(content.playbook);
  const [publishing, setPublishing] = useState(false);
  const { role } = useMe();
  const keep = useKeepDraft(slug);
  const draft = content.draft!;
  const edited = JSON.stringify(playbook) !== JSON.stringify(content.playbook);
  const save = (whole: object = playbook): void => keep.mutate({ from: content, playbook: whole }, { onSuccess: ({ problems }) => void message.success(problems.length > 0 ? t('keptWithProblems', { count: problems.length }) : t('kept')) });
  const form = { playbook, problems: draft.problems, onChange: setPlaybook };
  return (
    <Page
      title={t('draftTitle', { title: text(content.playbook.title) || slug })}
      below={<Flex gap={8} wrap><Link to={`/settings/playbooks/${slug}`}>{t('backToPlaybook')}</Link>{draft.baseVersion !== null && <Link to={`/settings/playbooks/${slug}?tab=compare&from=${draft.baseVersion}&to=${draft.id}`}>{t('compareWith', { version: draft.baseVersion })}</Link>}<Link to={`/settings/ladders/${slug}/${draft.id}`}>{t('toLadders')}</Link>{edited && <Tag color="orange">{t('notKept')}</Tag>}</Flex>}
      actions={<><Discard slug={slug} id={draft.id} /><Button disabled={!edited} loading={keep.isPending} onClick={() => save()}>{t('keep')}</Button>{role === 'admin' && <Button type="primary" disabled={edited || draft.problems.length > 0} onClick={() => setPublishing(true)}>{t('publish')}</Button>}</>}
    >
      {draft.problems.length > 0 && <Alert type="error" showIcon style={{ marginBottom: 12 }} title={t('problems', { count: draft.problems.length })} description={<ul style={{ margin: 0 }}>{draft.problems.map(({ path, message: said }) => <li key={path + said}><code>{path || '/'}</code> {said}</li>)}</ul>} />}
      {keep.error && <Failure error={keep.error} />}
      <Tabs
        activeKey={tab}
        onChange={onTab}
        items={[
          { key: 'settings', label: t('edit.settings'), children: <SettingsForm {...form} /> },
          { key: 'tasks', label: t('edit.tasks'), children: <TasksForm {...form} /> },
          { key: 'texts', label: t('edit.texts'), children: <TextsForm {...form} /> },
          { key: 'json', label: t('edit.json'), children: <JsonEditor value={playbook} onChange={(whole) => setPlaybook(whole as Playbook)} /> },
        ]}
      />
      {publishing && <PublishDialog slug={slug} content={content} onClose={() => setPublishing(false)} />}
    </Page>
  );
}

function Discard({ slug, id }: { slug: string; id: string }) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const discard = useDiscardDraft(slug);
  return <Popconfirm title={t('discardAsk')} okText={t('discard')} onConfirm={() => discard.mutate(id, { onSuccess: () => void navigate(`/settings/playbooks/${slug}`) })}><Button danger loading={discard.isPending}>{t('discard')}</Button></Popconfirm>;
}

function PublishDialog({ slug, content, onClose }: { slug: string; content: Content; onClose: () => void }) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const publish = usePublish(slug);
  const done = ({ version }: { version: number }): void => {
    void message.success(t('publishedAs', { version }));
    void navigate(`/settings/playbooks/${slug}`);
  };
  return (
    <Modal open title={t('publish')} okText={t('publish')} okButtonProps={{ loading: publish.isPending }} onOk={() => publish.mutate({ id: content.draft!.id, version: content.draft!.version, note: note.trim() }, { onSuccess: done })} onCancel={onClose}>
      <p>{t('publishHint')}</p>
      <label htmlFor="publish-note">{t('note')}</label>
      <Input.TextArea id="publish-note" rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      {publish.error && <Failure error={publish.error} />}
    </Modal>
  );
}
