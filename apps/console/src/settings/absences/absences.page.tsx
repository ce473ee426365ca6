import { Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAbsences, type Absence } from '../../api/absences.ts';
import { Page } from '../../ui/page.tsx';
import { Rows } from '../../ui/rows.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { AbsenceDialog } from './absence-dialog.tsx';
import { AbsenceRow } from './absence-row.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { Deputies } from './deputies.tsx';
import { FourWeeks } from './four-weeks.tsx';
import { useWhom } from './whom.ts';

type Dialog = { kind: 'set' } | { kind: 'change'; absence: Absence } | { kind: 'cancel'; absence: Absence };

/** Who is away when and who covers: in a strip of weeks, as a list, and what can be set. */
export function Component() {
  const { t } = useTranslation('absences');
  const [past, setPast] = useState(false);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const absences = useAbsences(!past);
  const whom = useWhom();
  const shown = [...(absences.data ?? [])].sort((a, b) => (past ? b.from - a.from : a.from - b.from));
  const close = (): void => setDialog(null);
  return (
    <Page title={t('title')} actions={whom.length > 0 && <Button type="primary" onClick={() => setDialog({ kind: 'set' })}>{t('set')}</Button>}>
      <Flex vertical gap={16}>
        {absences.isPending && <Loading />}
        {absences.error && <Failure error={absences.error} retry={() => void absences.refetch()} />}
        {absences.data && !past && <FourWeeks absences={shown} />}
        {absences.data && (
          <Card size="small" title={<h2 className="card-title">{t(past ? 'all' : 'current')}</h2>} extra={<Button size="small" onClick={() => setPast(!past)}>{t(past ? 'hidePast' : 'showPast')}</Button>}>
            {shown.length === 0 && <Nothing>{t('none')}</Nothing>}
            <Rows label={t('title')} items={shown} keyOf={({ id }) => id}>
              {(absence) => <AbsenceRow absence={absence} mine={whom.includes(absence.personId)} onChange={() => setDialog({ kind: 'change', absence })} onCancel={() => setDialog({ kind: 'cancel', absence })} />}
            </Rows>
          </Card>
        )}
        <Deputies whom={whom} />
      </Flex>
      {dialog?.kind === 'set' && <AbsenceDialog whom={whom} onClose={close} />}
      {dialog?.kind === 'change' && <AbsenceDialog whom={whom} absence={dialog.absence} onClose={close} />}
      {dialog?.kind === 'cancel' && <CancelDialog absence={dialog.absence} onClose={close} />}
    </Page>
  );
}
