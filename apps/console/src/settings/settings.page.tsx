import { Flex, Grid, Menu, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { useMe } from '../app/me.ts';
import { Nothing } from '../ui/states.tsx';
import { SECTIONS } from './sections.tsx';

/** The frame of all settings: what can be set, by sections, and the one that is open. */
export function Component() {
  const { t } = useTranslation('settings');
  const { role } = useMe();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const wide = Grid.useBreakpoint().lg ?? true;
  const seen = SECTIONS.filter(({ roles }) => roles?.includes(role) ?? true);
  const open = pathname.split('/')[2];
  if (seen.length === 0) return <Nothing />;
  if (!open) return <Navigate to={`/settings/${seen[0]!.slug}`} replace />;
  return (
    <Flex vertical={!wide} gap={20} align="stretch">
      <nav aria-label={t('title')} style={wide ? { flex: '0 0 184px' } : {}}>
        {!wide && <Select value={open} aria-label={t('title')} onChange={(slug) => void navigate(`/settings/${slug}`)} options={seen.map(({ slug }) => ({ value: slug, label: t(`sections.${slug}`) }))} style={{ width: '100%' }} />}
        {wide && <Menu mode="inline" selectedKeys={[open]} items={seen.map(({ slug }) => ({ key: slug, label: <Link to={`/settings/${slug}`}>{t(`sections.${slug}`)}</Link> }))} />}
      </nav>
      <div style={{ flex: 1, minWidth: 0 }}><Outlet /></div>
    </Flex>
  );
}
