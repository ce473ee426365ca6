import { Alert, Grid, Layout, Menu } from 'antd';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { Loading } from '../ui/states.tsx';
import { AccountMenu } from './account-menu.tsx';
import { useLive, useLiveState } from './live.ts';
import { useMe } from './me.ts';
import { NoticeBell } from './notice-bell.tsx';
import { PLACES } from './places.tsx';
import { SearchBox } from './search-box.tsx';

/** The frame around every page: where one can go, who one is, and whether the page is live. On a phone the places scroll sideways: hidden ones would still take the focus. */
export function Shell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const wide = Grid.useBreakpoint().md ?? true;
  const { role } = useMe();
  useLive();
  const place = pathname.split('/')[1] ?? 'inbox';
  const menu = (
    <Menu
      mode={wide ? 'inline' : 'horizontal'}
      disabledOverflow
      selectedKeys={[place]}
      items={PLACES.filter(({ roles }) => roles?.includes(role) ?? true).map(({ slug, icon }) => ({ key: slug, icon, label: <Link to={`/${slug}`}>{t(`nav.${slug}`)}</Link> }))}
      style={{ borderInlineEnd: 0 }}
    />
  );
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip-link" href="#content">{t('skipToContent')}</a>
      {wide && <Layout.Sider theme="light" width={208}><nav aria-label={t('product')}><div className="brand">{t('product')}</div>{menu}</nav></Layout.Sider>}
      <Layout>
        <Layout.Header className="topbar">{!wide && <span className="brand">{t('product')}</span>}<SearchBox /><NoticeBell /><AccountMenu /></Layout.Header>
        {!wide && <nav className="places" aria-label={t('product')}>{menu}</nav>}
        <LiveBanner />
        <Layout.Content id="content" className="content" tabIndex={-1}>
          <Suspense fallback={<Loading />}><Outlet /></Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

/** Says when the page is no longer live, and when it has caught up. */
function LiveBanner() {
  const { t } = useTranslation();
  const state = useLiveState();
  const text = state === 'lost' ? t('live.lost') : state === 'caught-up' ? t('live.caughtUp') : null;
  return <div aria-live="polite">{text && <Alert banner type={state === 'lost' ? 'warning' : 'success'} title={text} />}</div>;
}
