import { UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { ME, useMe } from './me.ts';
import { useLook, type Appearance } from './theme.tsx';

/** Language, appearance and log-out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const { appearance, setAppearance } = useLook();
  const logOut = async (): Promise<void> => {
    await api.POST('/api/v1/auth/logout');
    client.clear();
    client.setQueryData(ME, null);
  };
  const looks: Appearance[] = ['system', 'light', 'dark'];
  return (
    <Flex align="center" gap={12}>
      <LanguageSwitch />
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [appearance],
          items: [
            { type: 'group', label: t('theme.label'), children: looks.map((key) => ({ key, label: t(`theme.${key}`), onClick: () => setAppearance(key) })) },
            { type: 'divider' },
            { key: 'logout', label: t('action.logout'), onClick: () => void logOut() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={`${t('account')}: ${me.name}`}>{me.name}</Button>
      </Dropdown>
    </Flex>
  );
}
