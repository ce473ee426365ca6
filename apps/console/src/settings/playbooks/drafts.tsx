import { Button, Flex, Popconfirm, Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useDiscardDraft, type Edition, type Versions } from '../../api/editions.ts';
import { useNames } from '../../api/people.ts';
import { useMe } from '../../app/me.ts';
import { Failure } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';

/** Drafts beside the versions: whose they are, and the way into them. */
export function Drafts({ slug, known, onCompare }: { slug: string; known: Versions; onCompare: (from: Edition, to: Edition) => void }) {
  const { t } = useTranslation('playbooks');
  const { role } = useMe();
  const times = useTimes();
  const name = useNames();
  const navigate = useNavigate();
  const discard = useDiscardDraft(slug);
  const mayEdit = role === 'admin' || role === 'manager';
  if (!mayEdit || known.drafts.length === 0) return null;
  const base = (version: number | null): string => (version === null ? t('noBase') : t('basedOn', { version }));
  return (
    <div>
      <Table
        title={() => <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t('drafts')}</Typography.Title>}
        size="small"
        rowKey="id"
        dataSource={known.drafts}
        pagination={false}
        scroll={{ x: 560 }}
        columns={[
          { title: t('changed'), key: 'at', render: (_, { id, updatedAt, updatedBy, origin }) => <><Link to={`/settings/playbooks/${slug}/drafts/${id}`}>{times.at(updatedAt)}</Link> {origin === 'release' ? <Tag>{t('release')}</Tag> : <Typography.Text type="secondary">{name(updatedBy)}</Typography.Text>}</> },
          { title: t('base'), key: 'base', render: (_, { baseVersion }) => base(baseVersion) },
          { title: t('acts'), key: 'acts', render: (_, { id, baseVersion }) => (
            <Flex gap={4} wrap>
              <Button size="small" type="primary" onClick={() => void navigate(`/settings/playbooks/${slug}/drafts/${id}`)}>{t('editDraft')}</Button>
              {baseVersion !== null && <Button size="small" onClick={() => onCompare(baseVersion, id)}>{t('compareWith', { version: baseVersion })}</Button>}
              <Popconfirm title={t('discardAsk')} okText={t('discard')} onConfirm={() => discard.mutate(id)}><Button size="small" danger>{t('discard')}</Button></Popconfirm>
            </Flex>
          ) },
        ]}
      />
      {discard.error && <Failure error={discard.error} />}
    </div>
  );
}
