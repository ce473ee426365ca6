import { Button, Card, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMakeTeam, useTeams } from '../../api/accounts.ts';
import { useMe } from '../../app/me.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { TeamCard } from './team-card.tsx';

/** Teams, who leads them and who is in them; administrators change them. */
export function Component() {
  const { t } = useTranslation('teams');
  const admin = useMe().role === 'admin';
  const teams = useTeams();
  const make = useMakeTeam();
  const [making, setMaking] = useState(false);
  return (
    <Page title={t('title')} actions={admin && <Button type="primary" onClick={() => setMaking(true)}>{t('make')}</Button>}>
      {teams.isPending && <Loading />}
      {teams.error && <Failure error={teams.error} retry={() => void teams.refetch()} />}
      {teams.data?.length === 0 && <Card><Nothing>{t('none')}</Nothing></Card>}
      <Flex vertical gap={16}>{teams.data?.map((team) => <TeamCard key={team.id} team={team} readOnly={!admin} />)}</Flex>
      {making && (
        <FormDialog title={t('make')} write={make} onClose={() => setMaking(false)}>
          <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true }]}><Input maxLength={100} autoFocus /></Form.Item>
          <Form.Item name="key" label={t('key')} extra={t('keyHint')} rules={[{ required: true, pattern: /^[A-Za-z0-9][\w.:-]{0,99}$/, message: t('keyShape') }]}><Input maxLength={100} /></Form.Item>
          <Form.Item name="leadId" label={t('lead')} extra={t('leadHint')}><Lead /></Form.Item>
        </FormDialog>
      )}
    </Page>
  );
}

/** The picker as a field of a form. */
const Lead = ({ id, value, onChange }: { id?: string; value?: string | null; onChange?: (person: string | null) => void }) => <PersonPicker {...(id ? { id } : {})} value={value ?? null} onChange={(person) => onChange?.(person)} />;
