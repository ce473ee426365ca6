import { Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { CHANGE_GROUPS } from '#contracts/change-groups';
import { useDiff, type Edition, type Versions } from '../../api/editions.ts';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { EditionPicker } from './edition-picker.tsx';
import './playbooks.css';

interface Props {
  slug: string;
  known: Versions;
  from: Edition | null;
  to: Edition | null;
  onChange: (sides: { from?: Edition; to?: Edition }) => void;
}

/** Two editions side by side: what was, what is, in words, under the headings by which people look. */
export function Compare({ slug, known, from, to, onChange }: Props) {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const { data: difference, error, isFetching } = useDiff(slug, from, to);
  return (
    <>
      <Flex gap={24} wrap>
        <EditionPicker id="from" label={t('before')} known={known} value={from} onChange={(side) => onChange({ from: side })} />
        <EditionPicker id="to" label={t('after')} known={known} value={to} onChange={(side) => onChange({ to: side })} />
      </Flex>
      {isFetching && <Loading />}
      {error && <Failure error={error} />}
      {difference?.changes.length === 0 && <Nothing>{t('same')}</Nothing>}
      {difference && CHANGE_GROUPS.map((group) => {
        const changes = difference.changes.filter((change) => change.group === group);
        return changes.length > 0 && (
          <Table
            key={group}
            className="difference"
            size="small"
            title={() => <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t(`group.${group}`)} ({changes.length})</Typography.Title>}
            rowKey="path"
            dataSource={changes}
            pagination={false}
            columns={[
              { title: t('what'), key: 'what', width: '34%', render: (_, { sentence, path }) => <>{text(sentence)}<br /><Typography.Text type="secondary" style={{ fontSize: 12 }}><code>{path}</code></Typography.Text></> },
              { title: t('before'), key: 'before', width: '33%', onCell: ({ kind }) => ({ 'data-side': kind === 'added' ? 'none' : 'before' }) as object, render: (_, { before }) => before && <del>{text(before)}</del> },
              { title: t('after'), key: 'after', width: '33%', onCell: ({ kind }) => ({ 'data-side': kind === 'removed' ? 'none' : 'after' }) as object, render: (_, { after }) => after && <ins>{text(after)}</ins> },
            ]}
          />
        );
      })}
    </>
  );
}
