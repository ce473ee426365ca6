import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { ZRunReassign, ZRunRepeat, ZRunShift } from '#contracts/api/run';
import { poolOf } from '#persistence/data-source';
import type { Sent } from '../commands/command-gateway.ts';
import type { VerbRequest } from '../commands/command-sender.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { assertPeople } from './people.ts';
import { RunsService } from './runs.service.ts';

/** Verbs that move the course of a run. What they come to only the run knows: it judges and computes. */
@Injectable()
export class RunControls {
  constructor(
    private readonly runs: RunsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {}

  repeat(request: VerbRequest, { step, reason }: z.infer<typeof ZRunRepeat>): Promise<Sent> {
    return this.runs.send('repeatStep', 'run.repeat', request, () => ({ step: step ?? null, reason }));
  }

  shift(request: VerbRequest, { duration, direction, taskIds, meetingIds, reason }: z.infer<typeof ZRunShift>): Promise<Sent> {
    return this.runs.send('shiftDates', 'run.shift', request, () => ({ duration, direction, taskIds: lower(taskIds), meetingIds: lower(meetingIds), reason }));
  }

  reassign(request: VerbRequest, { from, to, reason }: z.infer<typeof ZRunReassign>): Promise<Sent> {
    return this.runs.send('reassignPerson', 'run.reassign', request, async () => {
      await assertPeople(poolOf(this.db), [{ path: 'to', id: to.toLowerCase() }]);
      return { from: from.toLowerCase(), to: to.toLowerCase(), reason };
    });
  }
}

const lower = (ids: string[] | undefined): string[] | null => ids?.map((id) => id.toLowerCase()) ?? null;
