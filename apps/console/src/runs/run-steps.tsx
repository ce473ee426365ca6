import { Steps, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePlan, type Overview, type Run } from '../api/runs.ts';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

type Step = Overview['steps'][number];
const STATUS: Record<Step['state'], 'wait' | 'process' | 'finish' | 'error'> = { pending: 'wait', active: 'process', done: 'finish', skipped: 'wait', error: 'error' };

/** The steps of this turn: what is done, under way and ahead, when it was and when it was to be. */
export function RunSteps({ run, overview: { steps } }: { run: Run; overview: Overview }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const times = useTimes();
  // The plan is of the first turn: later ones follow from what people decided.
  const plan = usePlan(run.id).data?.steps.filter(() => run.turn === 1) ?? [];
  const spanOf = (from: number, until: number): string => (times.short(from) === times.short(until) ? times.short(from) : `${times.short(from)} – ${times.short(until)}`);
  const actual = ({ from, until }: Step): string | null => (from === null ? null : until === null ? t('since', { at: times.short(from) }) : spanOf(from, until));
  const planned = (key: string): string | null => {
    const step = plan.find((one) => one.key === key);
    return step ? t('planned', { span: step.until === null ? times.short(step.from) : spanOf(step.from, step.until) }) : null;
  };
  return (
    <div className="run-steps" tabIndex={0} role="region" aria-label={t('stepper')}>
      <Steps
        size="small"
        style={{ minWidth: steps.length * 165 }}
        items={steps.map((step) => ({
          key: step.key,
          status: STATUS[step.state],
          title: text(step.title),
          content: (
            <Typography.Text style={{ fontSize: 12 }}>
              {t(`step.${step.state}`)}{step.visits > 1 && ` · ${t('visit', { number: step.visits })}`}
              <br />{actual(step)}
              {planned(step.key) && <><br /><Typography.Text type="secondary" style={{ fontSize: 12 }}>{planned(step.key)}</Typography.Text></>}
            </Typography.Text>
          ),
        }))}
      />
    </div>
  );
}
