import { Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAllPlaybooks } from '../../api/editions.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';

/** Every playbook, with how many versions, drafts and live runs it has. */
export function Component() {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const { data: playbooks, error, isPending, refetch } = useAllPlaybooks();
  return (
    <Page title={t('title')} below={t('intro')}>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {playbooks?.length === 0 && <Nothing>{t('none')}</Nothing>}
      {playbooks && playbooks.length > 0 && (
        <Table
          rowKey="slug"
          dataSource={playbooks}
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { title: t('playbook'), key: 'title', render: (_, { slug, title, description }) => <><Link to={`/settings/playbooks/${slug}`}>{text(title)}</Link><br /><Typography.Text type="secondary">{text(description)}</Typography.Text></> },
            { title: t('inForce'), key: 'status', width: 150, render: (_, { version, status }) => (version > 0 ? <Tag color={status === 'published' ? 'green' : 'default'}>{t('version', { version })} · {t(`status.${status}`)}</Tag> : <Tag>{t('status.draft')}</Tag>) },
            { title: t('versions'), dataIndex: 'versions', width: 90 },
            { title: t('drafts'), dataIndex: 'drafts', width: 80 },
            { title: t('liveRuns'), dataIndex: 'liveRuns', width: 100 },
          ]}
        />
      )}
    </Page>
  );
}
