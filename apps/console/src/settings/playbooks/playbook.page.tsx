import { Flex, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { editionIn, useAllPlaybooks, useVersions, type Edition } from '../../api/editions.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { Compare } from './compare.tsx';
import { Drafts } from './drafts.tsx';
import { EditionPicker } from './edition-picker.tsx';
import { MoveDrawer } from './move-drawer.tsx';
import { Reading } from './reading.tsx';
import { VersionsTable } from './versions-table.tsx';

/** One playbook: its versions and drafts, what a version says, what lies between two of them. */
export function Component() {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const { slug = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { data: known, error, isPending, refetch } = useVersions(slug);
  const card = useAllPlaybooks().data?.find((one) => one.slug === slug);
  const [moving, setMoving] = useState<number | null>(null);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const published = known.versions.find(({ status }) => status === 'published')?.version ?? known.versions[0]?.version ?? null;
  const side = (name: string, instead: Edition | null): Edition | null => (search.get(name) ? editionIn(search.get(name)!) : instead);
  const shown = side('of', published ?? known.drafts[0]?.id ?? null);
  const before = known.versions.find(({ version }) => published === null || version < published)?.version ?? null;
  const go = (change: Record<string, Edition>): void => setSearch({ ...Object.fromEntries(search), ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, String(value)])) });
  return (
    <Page title={text(card?.title) || slug} below={<Link to="/settings/playbooks">{t('all')}</Link>} actions={<Link to={`/settings/ladders/${slug}`}>{t('toLadders')}</Link>}>
      <Tabs
        activeKey={search.get('tab') ?? 'versions'}
        onChange={(tab) => go({ tab })}
        items={[
          { key: 'versions', label: t('tab.versions'), children: <Flex vertical gap={24}><Drafts slug={slug} known={known} onCompare={(from, to) => go({ tab: 'compare', from, to })} /><VersionsTable slug={slug} known={known} onRead={(version) => go({ tab: 'read', of: version })} onCompare={(from, to) => go({ tab: 'compare', from, to })} onMove={setMoving} /></Flex> },
          { key: 'read', label: t('tab.read'), children: <><EditionPicker id="read-of" label={t('reading')} known={known} value={shown} onChange={(of) => go({ of })} />{shown !== null && <Reading slug={slug} edition={shown} />}</> },
          { key: 'compare', label: t('tab.compare'), children: <Compare slug={slug} known={known} from={side('from', before ?? published)} to={side('to', known.drafts[0]?.id ?? published)} onChange={go} /> },
        ]}
      />
      {moving !== null && <MoveDrawer slug={slug} known={known} from={moving} onClose={() => setMoving(null)} />}
    </Page>
  );
}
