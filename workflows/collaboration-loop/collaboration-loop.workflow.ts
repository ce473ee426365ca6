import { planPieces } from '../shared/blocks/turn.ts';
import { process } from '../shared/process.ts';

/**
 * The five-step collaboration loop 五步法 (handbook 4.3). A turn begins at a review with decision "go" and ends with the first weekly
 * retrospective after the 7-day checkpoint; retrospectives in between belong to the same turn.
 */
export const collaborationLoop = process(
  {
    async review(run) {
      const { decision } = await run.meeting('requirement-review');
      if (decision === 'drop') return run.close('dropped');
      return decision === 'go' ? 'planning' : 'review';
    },

    async planning(run) {
      planPieces(run.engine);
      run.alongside('retrospective');
      await run.tasks('pre-work');
      return 'production';
    },

    async production(run) {
      await run.forEachPiece((piece) => run.produce(piece, { checks: ['daily', 'weekly', 'final'] }));
      return 'monitoring';
    },

    async monitoring(run) {
      await run.forEachPiece((piece) => run.checkpoints(piece, 'launch-metrics'));
      return 'retrospective';
    },

    async retrospective(run) {
      await run.lastMeetingOf('retrospective');
      return run.nextTurn({ carryOver: [] });
    },
  },
  { cyclic: true },
);
