import { Flex, theme, Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../ui/language-switch.tsx';

/** The frame of pages for people who are not signed in. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  // The library's card brings its tabs, which nobody at the door needs to load.
  const card = { boxSizing: 'border-box' as const, width: '100%', maxWidth: 400, padding: 24, background: token.colorBgContainer, border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG };
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <Flex component="main" vertical align="center" justify="center" style={{ minHeight: '100vh', padding: 16 }}>
      <div style={card}>
        <Flex justify="space-between" align="start" gap={16} style={{ marginBottom: 8 }}>
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>{title}</Typography.Title>
          <div style={{ flexShrink: 0 }}><LanguageSwitch /></div>
        </Flex>
        {children}
      </div>
    </Flex>
  );
}
