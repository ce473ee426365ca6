import type { MetricVerdict, Piece } from '#contracts/piece';
import type { CompiledCheckpoint } from '#contracts/process';
import { judgeMetrics } from '#domain/metrics/floors';
import { readMetrics } from '../activity-options.ts';
import type { RunHandle } from '../run-handle.ts';

/** Watches a published piece at its funnel nodes; a metric under its floor, or one that never came, opens a task. */
export async function monitorPiece(run: RunHandle, pieceId: string, key: string): Promise<void> {
  // Read anew at each look: the run may move to another version of its playbook meanwhile.
  const definition = (): CompiledCheckpoint => {
    const found = run.engine.state.definition.checkpoints[key];
    if (!found) throw new Error(`the playbook has no checkpoint ${key}`);
    return found;
  };
  const piece = (): Piece | undefined => run.engine.state.pieces[pieceId];
  const publishedAt = piece()?.publishedAt ?? null;
  if (publishedAt === null) return;
  const next = () => definition().nodes.find((node) => !piece()?.checkpoints.some((checkpoint) => checkpoint.node === node.key));
  for (let node = next(); node; node = next()) {
    const { key: name, afterMs } = node;
    const elsewhere = (): boolean => next()?.key !== name || next()?.afterMs !== afterMs;
    const at = publishedAt + afterMs;
    await run.sleepUntil(at, elsewhere);
    if (elsewhere()) continue;
    const { metrics: asked, underTask, missingTask } = definition();
    const values = await readMetrics({ pieceId, metrics: asked.map(({ metric }) => metric), upTo: Date.now() });
    await run.until(() => true);
    const metrics = judgeMetrics(name, asked, values);
    run.engine.recorder.emit('CheckpointEvaluated', { pieceId, checkpoint: { node: name, at, metrics } }, { kind: 'clock', id: `${pieceId}/${name}` });
    for (const metric of metrics) await alarm(run, pieceId, name, metric, { underTask, missingTask });
  }
}

async function alarm(run: RunHandle, pieceId: string, node: string, { metric, verdict }: MetricVerdict, tasks: { underTask: string; missingTask: string }): Promise<void> {
  if (verdict === 'ok') return;
  await run.openDetached(verdict === 'under' ? tasks.underTask : tasks.missingTask, { block: `${pieceId}/${node}/${metric}`, subject: { pieceId, node, metric } });
}
