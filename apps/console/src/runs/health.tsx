import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview, Run } from '../api/runs.ts';

type Standing = Overview['standing'];
const LOOK: Record<Standing['health'], { colour: string; icon: ReactNode }> = {
  late: { colour: 'red', icon: <ExclamationCircleOutlined aria-hidden /> },
  'at-risk': { colour: 'gold', icon: <WarningOutlined aria-hidden /> },
  'on-track': { colour: 'green', icon: <CheckCircleOutlined aria-hidden /> },
};
const STATES: Partial<Record<Run['state'], string>> = { paused: 'purple', completed: 'default', cancelled: 'default', lost: 'red', starting: 'blue' };

/** How a run stands with time, in words; the colour repeats what they say. */
export function HealthTag({ standing: { health, late, atRisk } }: { standing: Standing }) {
  const { t } = useTranslation('runs');
  const count = health === 'late' ? late : atRisk;
  return <Tag color={LOOK[health].colour} icon={LOOK[health].icon}>{t(`health.${health}`, { count })}</Tag>;
}

export function StateTag({ state }: { state: Run['state'] }) {
  const { t } = useTranslation('runs');
  return <Tag color={STATES[state] ?? 'blue'}>{t(`state.${state}`)}</Tag>;
}
