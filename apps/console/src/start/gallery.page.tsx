import { Card, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePlaybook, usePlaybooks, type PlaybookCard } from '../api/playbooks.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import './start.css';

/** What can be started: each playbook with what it is, its steps and its version. */
export function Component() {
  const { t } = useTranslation('start');
  const { data: playbooks, error, isPending, refetch } = usePlaybooks();
  return (
    <Page title={t('title')}>
      <Typography.Paragraph type="secondary">{t('lead')}</Typography.Paragraph>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {playbooks?.length === 0 && <Nothing>{t('none')}</Nothing>}
      <div className="gallery">{playbooks?.map((card) => <PlaybookTile key={card.slug} card={card} />)}</div>
    </Page>
  );
}

function PlaybookTile({ card }: { card: PlaybookCard }) {
  const { t } = useTranslation('start');
  const text = useText();
  const { data: playbook } = usePlaybook(card.slug);
  return (
    <Card className="playbook-tile" title={<h2 className="tile-title">{text(card.title)}</h2>} extra={<Tag>{t('version', { version: card.version })}</Tag>}>
      <Flex vertical gap={12} style={{ height: '100%' }}>
        <Typography.Text>{text(card.description)}</Typography.Text>
        {playbook && (
          <ol className="tile-steps" aria-label={t('steps')}>
            {playbook.steps.map((step) => <li key={step.key}>{text(step.title)}</li>)}
          </ol>
        )}
        <Flex justify="space-between" align="center" gap={8} style={{ marginTop: 'auto' }}>
          <Typography.Text type="secondary">{t('source', { source: card.source })}{playbook && ` · ${t('tasks', { count: Object.keys(playbook.tasks).length })}`}</Typography.Text>
          <LinkButton type="primary" to={`/start/${card.slug}`} aria-label={t('beginWith', { title: text(card.title) })}>{t('begin')}</LinkButton>
        </Flex>
      </Flex>
    </Card>
  );
}
