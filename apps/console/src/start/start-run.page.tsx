import { useMutation } from '@tanstack/react-query';
import { Button, Card, Collapse, Flex, Form, Input, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api, data } from '../api/client.ts';
import { usePlaybook, type Playbook } from '../api/playbooks.ts';
import { Problem } from '../api/problem.ts';
import type { FormSchema } from '../ui/json-form/localised.ts';
import { JsonForm, type Answers, type JsonFormHandle } from '../ui/json-form/json-form.tsx';
import { Page } from '../ui/page.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { OutlineView } from './outline-view.tsx';
import { SettingFields, type Settings } from './setting-fields.tsx';
import './start.css';
import { useOutline, type Start } from './use-outline.ts';

/** A form made of the playbook, what the start would come to, and the start. */
export function Component() {
  const { slug = '' } = useParams();
  const { data: playbook, error, isPending, refetch } = usePlaybook(slug);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return <StartRun key={slug} playbook={playbook} />;
}

function StartRun({ playbook }: { playbook: Playbook }) {
  const { t } = useTranslation('start');
  const text = useText();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [answers, setAnswers] = useState<Answers>({});
  const [settings, setSettings] = useState<Settings>({});
  const [asked, setAsked] = useState<Start | null>(null);
  const [key] = useState(() => crypto.randomUUID());
  const form = useRef<JsonFormHandle>(null);
  const outline = useOutline(asked);
  const start = useMutation({
    mutationFn: (body: Start) => data(api.POST('/api/v1/runs', { params: { header: { 'Idempotency-Key': key } }, body })),
    onSuccess: ({ id }) => navigate(`/runs/${id}`),
  });
  const gather = (): Start | null => {
    const input = form.current?.check();
    if (!input || title.trim() === '') return null;
    return { playbook: playbook.slug, title: title.trim(), input: { ...input, ...(Object.keys(settings).length > 0 ? { settings } : {}) } } as Start;
  };
  const problem = outline.error instanceof Problem ? outline.error : start.error instanceof Problem ? start.error : null;
  const changed = (next: () => void): void => {
    next();
    setAsked(null);
  };
  return (
    <Page title={t('startOf', { title: text(playbook.title) })} below={<Link to="/start">{t('back')}</Link>}>
      <div className="start-columns">
        <Card>
          <Form layout="vertical">
            <Form.Item label={t('runTitle')} required htmlFor="run-title">
              <Input id="run-title" value={title} maxLength={200} onChange={(event) => changed(() => setTitle(event.target.value))} placeholder={t('runTitleHint')} />
            </Form.Item>
          </Form>
          <JsonForm schema={playbook.input as FormSchema} answers={answers} at="input" issues={problem?.issues ?? []} onChange={(next) => changed(() => setAnswers(next))} handle={form} />
          <Collapse items={[{ key: 'settings', label: t('settings', { count: Object.keys(settings).length }), children: <SettingFields settings={playbook.settings} chosen={settings} onChange={(next) => changed(() => setSettings(next))} /> }]} />
        </Card>
        <Card title={<h2 className="tile-title">{t('preview')}</h2>} aria-live="polite">
          <Flex vertical gap={16}>
            <Flex gap={8} wrap>
              <Button onClick={() => setAsked(gather())} loading={outline.isFetching} type={outline.data ? 'default' : 'primary'}>{t('look')}</Button>
              <Button type="primary" disabled={!outline.data || asked === null} loading={start.isPending} onClick={() => asked && start.mutate(asked)}>{t('start')}</Button>
            </Flex>
            {!outline.data && !outline.isFetching && !problem && <Typography.Text type="secondary">{t('lookHint')}</Typography.Text>}
            {outline.error && <Failure error={outline.error} />}
            {start.error && <Failure error={start.error} />}
            {outline.data && asked && <OutlineView outline={outline.data} />}
          </Flex>
        </Card>
      </div>
    </Page>
  );
}
