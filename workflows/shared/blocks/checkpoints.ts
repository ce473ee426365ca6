import type { MetricVerdict, Piece } from '#contracts/piece';
import { judgeMetrics } from '#domain/metrics/floors';
import { readMetrics } from '../activity-options.ts';
import type { RunHandle } from '../run-handle.ts';

/** Watches a published piece at its funnel nodes; a metric under its floor, or one that never came, opens a task. */
export async function monitorPiece(run: RunHandle, pieceId: string, key: string): Promise<void> {
  const definition = run.engine.state.definition.checkpoints[key];
  if (!definition) throw new Error(`the playbook has no checkpoint ${key}`);
  const piece = (): Piece | undefined => run.engine.state.pieces[pieceId];
  const publishedAt = piece()?.publishedAt ?? null;
  if (publishedAt === null) return;
  for (const node of definition.nodes) {
    if (piece()?.checkpoints.some((checkpoint) => checkpoint.node === node.key)) continue;
    const at = publishedAt + node.afterMs;
    await run.sleepUntil(at);
    const values = await readMetrics({ pieceId, metrics: definition.metrics.map(({ metric }) => metric), upTo: Date.now() });
    await run.until(() => true);
    const metrics = judgeMetrics(node.key, definition.metrics, values);
    run.engine.recorder.emit('CheckpointEvaluated', { pieceId, checkpoint: { node: node.key, at, metrics } }, { kind: 'clock', id: `${pieceId}/${node.key}` });
    for (const metric of metrics) await alarm(run, pieceId, node.key, metric, definition);
  }
}

async function alarm(run: RunHandle, pieceId: string, node: string, { metric, verdict }: MetricVerdict, tasks: { underTask: string; missingTask: string }): Promise<void> {
  if (verdict === 'ok') return;
  await run.openDetached(verdict === 'under' ? tasks.underTask : tasks.missingTask, { block: `${pieceId}/${node}/${metric}`, subject: { pieceId, node, metric } });
}
