import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntry } from '../../api/audit.ts';
import { useNames } from '../../api/people.ts';
import { useTimes } from '../../ui/time.ts';

/** Things with a page of their own. */
const PAGES: Record<string, (id: string) => string> = { run: (id) => `/runs/${id}`, task: (id) => `/tasks/${id}`, person: (id) => `/settings/people/${id}` };

/** One entry of the audit: number, time, who, what, to what; its data in full on demand. */
export function EntryRow({ entry: { seq, at, actor, action, source, targetKind, targetId, data, hash } }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const times = useTimes();
  const name = useNames();
  const page = targetId && PAGES[targetKind]?.(targetId);
  const target = targetId ? `${targetKind} ${targetId.slice(0, 8)}` : targetKind;
  return (
    <>
      <div className="main"><Typography.Text type="secondary">#{seq}</Typography.Text> <b>{action}</b> <Tag>{t(`source.${source}`)}</Tag><div className="quiet">{page ? <Link to={page}>{target}</Link> : target}</div></div>
      <div className="rest">{actor === 'anonymous' ? t('anonymous') : name(actor)}<div className="quiet">{times.at(at)}</div></div>
      <details style={{ flexBasis: '100%' }}>
        <summary>{t('data')}</summary>
        <pre style={{ whiteSpace: 'pre-wrap', fontSize: 12, margin: '4px 0' }}>{JSON.stringify(data, null, 2)}</pre>
        <Typography.Text type="secondary">SHA-256 <code>{hash}</code></Typography.Text>
      </details>
    </>
  );
}
