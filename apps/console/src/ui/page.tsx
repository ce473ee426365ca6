import { Flex, Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  /** Beside the title, at the end of the line. */
  actions?: ReactNode;
  /** Under the title: where this belongs. */
  below?: ReactNode;
  children: ReactNode;
}

/** A page: its title (also the window's), what can be done, and its content. */
export function Page({ title, actions, below, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <>
      <Flex justify="space-between" align="center" gap={12} wrap style={{ marginBottom: 16 }}>
        <div>
          <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>{title}</Typography.Title>
          {below}
        </div>
        {actions && <Flex gap={8} wrap>{actions}</Flex>}
      </Flex>
      {children}
    </>
  );
}
