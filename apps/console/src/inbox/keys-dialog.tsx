import { Flex, Modal, Switch, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKeysOn } from '../ui/keys.ts';

const KEYS = ['j', 'k', 'enter', 'c', 'x', 'help'] as const;

/** What each key does, and the switch that turns keys of one letter off. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const [on, setOn] = useKeysOn();
  return (
    <Modal open footer={null} title={t('keys.title')} onCancel={onClose}>
      <Flex gap={12} align="center" style={{ marginBottom: 16 }}>
        <Switch checked={on} onChange={setOn} aria-label={t('keys.switch')} />
        <span>{t('keys.switch')}</span>
      </Flex>
      <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '8px 16px', margin: 0 }}>
        {KEYS.map((key) => [<dt key={key}><Typography.Text keyboard>{t(`keys.${key}.key`)}</Typography.Text></dt>, <dd key={`${key}-does`} style={{ margin: 0 }}>{t(`keys.${key}.does`)}</dd>])}
      </dl>
      <Typography.Paragraph type="secondary" style={{ marginTop: 16, marginBottom: 0 }}>{t('keys.note')}</Typography.Paragraph>
    </Modal>
  );
}
