import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { AbsenceNew, AbsencePreview, CoverTask } from '#contracts/api/absence';
import { chainOf, type Absence } from '#domain/absence/cover';
import { takesOver } from '#domain/absence/take-over';
import { poolOf } from '#persistence/data-source';
import { coveredTasks, tasksOfPerson, type OpenTask } from '#persistence/repositories/cover-tasks';
import { readAbsences, readDirectory } from '#persistence/repositories/directory';
import type { Actor } from '../common/actor.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { AbsencesService } from './absences.service.ts';

const MOST_SHOWN = 200;

/** Which work an absence moves, by the rules of its coordinator. */
@Injectable()
export class AbsenceCover {
  constructor(
    private readonly absences: AbsencesService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** As things stand at the absence's beginning, with today's open tasks. @throws InvalidError, ForbiddenError, ConflictError as setting it would */
  async preview(actor: Actor, body: AbsenceNew): Promise<AbsencePreview> {
    const { personId, from, until, deputyId } = await this.absences.judged(actor, body);
    const pool = poolOf(this.db);
    const at = Math.max(this.now(), from);
    const supposed: Absence = { id: '', person: personId, from, until, deputy: deputyId };
    const [known, own] = await Promise.all([readAbsences(pool, this.now()), tasksOfPerson(pool, personId)]);
    const { people: chain, end } = chainOf(supposed, at, { ...known, absences: [...known.absences, supposed] });
    const asked = [personId, ...own.flatMap(({ managerId, candidates }) => [managerId, ...candidates])];
    const directory = await readDirectory(pool, { roles: [], teams: [], people: asked }, at, supposed);
    const shown = own.slice(0, MOST_SHOWN);
    const tasks = await this.views(shown, (task) => takesOver(personId, task, directory));
    return { from, until, chain, end, standsIn: end === 'found' ? (chain.at(-1) ?? null) : null, total: own.length, tasks };
  }

  /** What goes back when the absence ends or is cancelled. @throws NotFoundError */
  async covered(actor: Actor, id: string): Promise<CoverTask[]> {
    const { personId } = await this.absences.get(actor, id);
    return this.views((await coveredTasks(poolOf(this.db), id)).slice(0, MOST_SHOWN), () => personId);
  }

  private async views(tasks: readonly OpenTask[], to: (task: OpenTask) => string | null): Promise<CoverTask[]> {
    const rows = await this.db.query<Array<{ id: string; title: string }>>('SELECT id, title FROM run WHERE id = ANY ($1::uuid[])', [[...new Set(tasks.map(({ runId }) => runId))]]);
    const titles = new Map(rows.map(({ id, title }) => [id, title]));
    return tasks.map((task) => ({ id: task.id, title: task.title, note: task.subject.note ?? null, runId: task.runId, runTitle: titles.get(task.runId) ?? '', dueAt: task.clock?.dueAt ?? null, to: to(task) }));
  }
}
