import { Empty } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../ui/page.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return <Page title={t('notFound.title')}><Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<Link to="/inbox">{t('notFound.home')}</Link>} /></Page>;
}
