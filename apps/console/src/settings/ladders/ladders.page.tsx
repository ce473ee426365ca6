import { Alert, App, Button, Card, Flex, Form, Input, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { LadderDefinition } from '#contracts/playbook';
import { acknowledgedSentence, rungSentence } from '#domain/ladder/sentences';
import { editionIn, useContent, useKeepDraft, useAllPlaybooks, useVersions, type Content, type Edition } from '../../api/editions.ts';
import { useMe } from '../../app/me.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';
import { DryRun } from './dry-run.tsx';
import { LadderEditor } from './ladder-editor.tsx';
import { writtenLength } from './written-length.ts';
import './ladders.css';

/** Every ladder of a playbook, in sentences: read, edited, played for a moment, kept as a draft. */
export function Component() {
  const { t } = useTranslation('ladders');
  const { slug, edition } = useParams();
  const { data: playbooks, error, isPending, refetch } = useAllPlaybooks();
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const chosen = playbooks.find((one) => one.slug === slug) ?? playbooks[0];
  if (!chosen) return <Page title={t('title')}><Nothing>{t('noPlaybooks')}</Nothing></Page>;
  return <OfPlaybook key={chosen.slug} slug={chosen.slug} edition={edition ? editionIn(edition) : chosen.version > 0 ? chosen.version : null} playbooks={playbooks} />;
}

function OfPlaybook({ slug, edition, playbooks }: { slug: string; edition: Edition | null; playbooks: NonNullable<ReturnType<typeof useAllPlaybooks>['data']> }) {
  const { t } = useTranslation('ladders');
  const text = useText();
  const times = useTimes();
  const navigate = useNavigate();
  const { data: known } = useVersions(slug);
  const shown = edition ?? known?.drafts[0]?.id ?? null;
  const { data: content, error, refetch } = useContent(slug, shown);
  const editions = [...(known?.drafts.map(({ id, updatedAt }) => ({ value: id, label: t('draftOf', { at: times.at(updatedAt) }) })) ?? []), ...(known?.versions.map(({ version, status }) => ({ value: String(version), label: t(`versionOf.${status}`, { version }) })) ?? [])];
  return (
    <Page title={t('title')} below={t('intro')}>
      <Flex gap={16} wrap style={{ marginBottom: 16 }}>
        <Flex gap={8} align="center" wrap style={{ maxWidth: '100%' }}><label htmlFor="ladder-playbook">{t('playbook')}</label><Select id="ladder-playbook" value={slug} style={{ width: 250, maxWidth: '100%' }} options={playbooks.map((one) => ({ value: one.slug, label: text(one.title) }))} onChange={(next) => void navigate(`/settings/ladders/${next}`)} /></Flex>
        <Flex gap={8} align="center" wrap style={{ maxWidth: '100%' }}><label htmlFor="ladder-edition">{t('edition')}</label><Select id="ladder-edition" value={shown === null ? null : String(shown)} style={{ width: 260, maxWidth: '100%' }} options={editions} onChange={(next) => void navigate(`/settings/ladders/${slug}/${next}`)} /></Flex>
        <Link to={`/settings/playbooks/${slug}`} style={{ alignSelf: 'center' }}>{t('toPlaybook')}</Link>
      </Flex>
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!content && !error && <Loading />}
      {content && <Ladders key={`${content.edition}/${content.draft?.version ?? 0}`} slug={slug} content={content} />}
    </Page>
  );
}

function Ladders({ slug, content }: { slug: string; content: Content }) {
  const { t } = useTranslation('ladders');
  const { role } = useMe();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const kept = content.playbook.ladders ?? {};
  const [ladders, setLadders] = useState(kept);
  const [fresh, setFresh] = useState('');
  const keep = useKeepDraft(slug);
  const edited = JSON.stringify(ladders) !== JSON.stringify(kept);
  const mayEdit = role === 'admin' || role === 'manager';
  const save = async (): Promise<void> => {
    const draft = await keep.mutateAsync({ from: content, playbook: { ...content.playbook, ladders } }).catch(() => null);
    if (!draft) return;
    void message.success(t('kept'));
    void navigate(`/settings/ladders/${slug}/${draft.id}`);
  };
  const add = (): void => {
    setLadders({ ...ladders, [fresh]: { source: '4.3', acknowledgeFor: { working: 'P1D' }, rungs: [], variants: {} } });
    setFresh('');
  };
  const odd = fresh !== '' && (!/^[A-Za-z0-9][\w.:-]{0,99}$/.test(fresh) || Object.hasOwn(ladders, fresh));
  return (
    <Flex vertical gap={16}>
      {content.draft && content.draft.problems.length > 0 && <Alert type="error" showIcon title={t('problems')} description={<ul style={{ margin: 0 }}>{content.draft.problems.map(({ path, message: said }) => <li key={path + said}><code>{path}</code> {said}</li>)}</ul>} />}
      {Object.entries(ladders).map(([name, ladder]) => <LadderCard key={name} slug={slug} name={name} ladder={ladder} content={content} mayEdit={mayEdit} onChange={(next) => setLadders({ ...ladders, [name]: next })} />)}
      {keep.error && <Failure error={keep.error} />}
      {mayEdit && (
        <Flex gap={12} wrap justify="space-between" align="start">
          <Form.Item validateStatus={odd ? 'error' : ''} help={odd ? t('oddName') : undefined} style={{ margin: 0 }}><Flex gap={8} wrap><Input aria-label={t('newName')} placeholder={t('newName')} value={fresh} onChange={(event) => setFresh(event.target.value)} style={{ width: 180 }} /><Button onClick={add} disabled={fresh === '' || odd}>{t('add')}</Button></Flex></Form.Item>
          <Flex gap={8} wrap><Button disabled={!edited} onClick={() => setLadders(kept)}>{t('discard')}</Button><Button type="primary" disabled={!edited} loading={keep.isPending} onClick={() => void save()}>{t(content.draft ? 'keep' : 'keepNew')}</Button></Flex>
        </Flex>
      )}
    </Flex>
  );
}

interface CardProps {
  slug: string;
  name: string;
  ladder: LadderDefinition;
  content: Content;
  mayEdit: boolean;
  onChange: (ladder: LadderDefinition) => void;
}

function LadderCard({ slug, name, ladder, content, mayEdit, onChange }: CardProps) {
  const { t } = useTranslation('ladders');
  const [doing, setDoing] = useState({ edit: false, play: false });
  const { playbook, edition } = content;
  const used = Object.values(playbook.tasks ?? {}).filter((task) => (task.ladder ?? 'default') === name).length;
  const button = (what: 'edit' | 'play'): React.ReactNode => <Button size="small" type={doing[what] ? 'primary' : 'default'} aria-pressed={doing[what]} aria-label={`${t(what)}: ${name}`} onClick={() => setDoing({ ...doing, [what]: !doing[what] })}>{t(what)}</Button>;
  return (
    <Card size="small" title={<h2 style={{ fontSize: 16, margin: 0 }}>{name} <Tag>{t('usedBy', { count: used })}</Tag></h2>} extra={<Flex gap={8}>{mayEdit && button('edit')}{button('play')}</Flex>}>
      {doing.edit ? <LadderEditor name={name} ladder={ladder} playbook={playbook} onChange={onChange} /> : <Read ladder={ladder} content={content} />}
      {doing.play && <div style={{ marginTop: 16 }}><DryRun slug={slug} name={name} edition={edition} playbook={playbook} ladder={ladder} /></div>}
    </Card>
  );
}

/** The ladder in words, settings by their name and what they hold. */
function Read({ ladder, content: { playbook } }: { ladder: LadderDefinition; content: Content }) {
  const { t } = useTranslation('ladders');
  const text = useText();
  const written = writtenLength(playbook);
  const list = (rungs: LadderDefinition['rungs']): React.ReactNode => <ol className="ladder-rungs">{rungs.map((rung, index) => <li key={index} className="ladder-rung" data-plain="true">{text(rungSentence(rung, written))}</li>)}</ol>;
  return (
    <Flex vertical gap={8}>
      {ladder.rungs.length === 0 ? <Typography.Text type="secondary">{t('noRungs')}</Typography.Text> : list(ladder.rungs)}
      {ladder.rungs.length > 0 && <Typography.Text type="secondary">{text(acknowledgedSentence(ladder.acknowledgeFor, written))} · {t('section', { source: ladder.source })}</Typography.Text>}
      {Object.entries(ladder.variants).map(([level, variant]) => <div key={level}><Typography.Text strong>{t('severity', { level })}</Typography.Text>{list(variant.rungs)}</div>)}
    </Flex>
  );
}
