import { App, Button, Card, Popconfirm, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useInvitations, useResendInvitation, useRevokeInvitation, type Invitation } from '../../api/accounts.ts';
import { Rows } from '../../ui/rows.tsx';
import { Failure } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';

/** Who has been invited and is not here yet. */
export function Invitations() {
  const { t } = useTranslation('people');
  const invitations = useInvitations();
  const waiting = invitations.data?.filter(({ state }) => state === 'open' || state === 'expired') ?? [];
  if (invitations.error) return <Failure error={invitations.error} />;
  if (waiting.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="card-title">{t('invitations.title', { count: waiting.length })}</h2>}>
      <Rows label={t('invitations.label')} items={waiting} keyOf={({ id }) => id}>{(invitation) => <InvitationRow invitation={invitation} />}</Rows>
    </Card>
  );
}

function InvitationRow({ invitation: { id, name, email, platformRole, state, expiresAt } }: { invitation: Invitation }) {
  const { t } = useTranslation('people');
  const times = useTimes();
  const { message } = App.useApp();
  const resend = useResendInvitation();
  const revoke = useRevokeInvitation();
  const again = (): void => resend.mutate(id, { onSuccess: () => void message.success(t('invite.sent', { email })) });
  return (
    <>
      <div className="main">{name}<div className="quiet">{email}</div></div>
      <div className="rest"><Tag>{t(`platform.${platformRole}`)}</Tag> <Tag color={state === 'open' ? 'blue' : 'red'}>{t(`invitations.${state === 'open' ? 'open' : 'expired'}`, { at: times.day(expiresAt) })}</Tag></div>
      <div className="acts">
        <Button size="small" loading={resend.isPending} onClick={again}>{t('invitations.resend')}</Button>
        <Popconfirm title={t('invitations.revokeAsk')} okText={t('invitations.revoke')} onConfirm={() => revoke.mutate(id)}><Button size="small" danger loading={revoke.isPending}>{t('invitations.revoke')}</Button></Popconfirm>
      </div>
      {(resend.error ?? revoke.error) && <Failure error={resend.error ?? revoke.error} />}
    </>
  );
}
