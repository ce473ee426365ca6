import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { PieceWhole } from '../api/pieces.ts';
import { useTimes } from '../ui/time.ts';

type Step = PieceWhole['path'][number];

/** What became of it so far: made, checked, sent back with its defects, published, looked at. */
export function PiecePath({ piece }: { piece: PieceWhole }) {
  return <Timeline items={piece.path.map((step) => ({ key: step.n, color: step.result === 'failed' || step.kind === 'cap-reached' ? 'orange' : step.kind === 'published' ? 'green' : 'blue', ...(step.result ? { icon: step.result === 'passed' ? <CheckCircleOutlined /> : <CloseCircleOutlined /> } : {}), content: <Sentence step={step} /> }))} />;
}

function Sentence({ step }: { step: Step }) {
  const { t } = useTranslation('pieces');
  const name = useNames();
  const times = useTimes();
  const key = step.kind === 'checked' ? `step.${step.result ?? 'passed'}` : `step.${step.kind}`;
  return (
    <>
      {t(key, { level: t(`stage.${step.level ?? 'final'}`), state: t(`state.${step.state ?? 'planned'}`), by: name(step.by), count: step.reworks ?? 0, node: step.node ?? '' })}
      {step.defects.length > 0 && <ul className="piece-defects">{step.defects.map(({ code, note }) => <li key={code + note}><b>{code}</b>: {note}</li>)}</ul>}
      <br />
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>{times.at(step.at)}</Typography.Text>
    </>
  );
}
