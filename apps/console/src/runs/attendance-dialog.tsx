import { Flex, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { Meeting } from '../api/runs.ts';
import { ActDialog } from '../ui/act-dialog.tsx';

const PRESENCE = ['present', 'absent', 'excused'] as const;
type Presence = (typeof PRESENCE)[number];

/** Who was there; one field for each who was invited. */
export function AttendanceDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation('runs');
  const name = useNames();
  const [given, setGiven] = useState<Record<string, Presence>>(() => Object.fromEntries(meeting.attendees.map((person) => [person, (meeting.attendance as Record<string, Presence>)[person] ?? 'present'])));
  return (
    <ActDialog title={t('attendance')} noun="meetings" id={meeting.id} verb="attendance" args={{ attendance: given, version: meeting.version }} withReason={false} onClose={onClose}>
      {meeting.attendees.map((person) => (
        <Flex key={person} className="thing" justify="space-between" align="center" gap={8}>
          {name(person)}
          <Select<Presence> aria-label={name(person)} value={given[person] ?? 'present'} onChange={(value) => setGiven({ ...given, [person]: value })} options={PRESENCE.map((value) => ({ value, label: t(`presence.${value}`) }))} style={{ width: 130 }} />
        </Flex>
      ))}
    </ActDialog>
  );
}
