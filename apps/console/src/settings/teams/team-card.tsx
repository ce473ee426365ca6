import { Button, Card, Flex, Popconfirm, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddMember, useChangeTeam, useRemoveMember, type Team } from '../../api/accounts.ts';
import { usePeople } from '../../api/people.ts';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { Failure } from '../../ui/states.tsx';

/** One team: its lead hears of breaches and may move its work; members are who its tasks are offered to. */
export function TeamCard({ team, readOnly }: { team: Team; readOnly: boolean }) {
  const { t } = useTranslation('teams');
  const people = usePeople();
  const change = useChangeTeam(team.id);
  const add = useAddMember(team.id);
  const error = change.error ?? add.error;
  const lead = people.find(({ id }) => id === team.leadId);
  const outside = people.map(({ id }) => id).filter((id) => !team.members.some((member) => member.id === id));
  const named = (
    <h2 className="card-title">
      <Typography.Text editable={readOnly ? false : { onChange: (name) => name.trim() && name !== team.name && change.mutate({ name }), tooltip: t('rename'), text: team.name, triggerType: ['icon'] }}>{team.name}</Typography.Text>
      {' '}<Typography.Text type="secondary" code>{team.key}</Typography.Text>
    </h2>
  );
  return (
    <Card size="small" title={named}>
      <Flex vertical gap={12}>
        <Flex gap={8} align="center" wrap>
          <span>{t('lead')}</span>
          {readOnly ? <b>{lead?.name ?? t('noLead')}</b> : <div style={{ flex: '1 1 220px', maxWidth: 320 }}><PersonPicker value={team.leadId} onChange={(leadId) => change.mutate({ leadId })} label={t('leadOf', { team: team.name })} /></div>}
          {team.leadId === null && <Tag color="red">{t('noLead')}</Tag>}
        </Flex>
        <Flex gap={6} wrap align="center" role="group" aria-label={t('membersOf', { team: team.name })}>
          {team.members.length === 0 && <Typography.Text type="secondary">{t('noMembers')}</Typography.Text>}
          {team.members.map((member) => <Member key={member.id} team={team} member={member} readOnly={readOnly} />)}
        </Flex>
        {!readOnly && <div style={{ maxWidth: 320 }}><Adding team={team} outside={outside} onAdd={(person) => add.mutate(person)} /></div>}
        {error && <Failure error={error} />}
      </Flex>
    </Card>
  );
}

function Adding({ team, outside, onAdd }: { team: Team; outside: string[]; onAdd: (person: string) => void }) {
  const { t } = useTranslation('teams');
  const [open, setOpen] = useState(false);
  if (!open) return <Button size="small" onClick={() => setOpen(true)}>{t('add')}</Button>;
  return <PersonPicker value={null} among={outside} label={t('addTo', { team: team.name })} onChange={(person) => person && (onAdd(person), setOpen(false))} />;
}

function Member({ team, member, readOnly }: { team: Team; member: Team['members'][number]; readOnly: boolean }) {
  const { t } = useTranslation('teams');
  const remove = useRemoveMember(team.id);
  if (readOnly) return <Tag>{member.name}</Tag>;
  return (
    <Popconfirm title={t('removeAsk', { name: member.name, team: team.name })} okText={t('remove')} onConfirm={() => remove.mutate(member.id)}>
      <Button size="small" loading={remove.isPending} aria-label={t('removeLabel', { name: member.name })}>{member.name} ×</Button>
    </Popconfirm>
  );
}
