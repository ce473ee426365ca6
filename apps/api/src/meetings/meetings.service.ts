import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Decision, MeetingQuery, ZAttendance, ZMeeting, ZMinutes } from '#contracts/api/meeting';
import type { Page } from '#contracts/api/paging';
import type { CommandArgs, CommandName } from '#contracts/commands';
import { ClosedError, InvalidError, NotFoundError } from '#domain/errors';
import { unconditional, type Actor } from '#domain/identity/can';
import type { Action } from '#domain/identity/matrix';
import { poolOf } from '#persistence/data-source';
import type { NewDocument } from '../commands/command-store.ts';
import type { Sent } from '../commands/command-gateway.ts';
import { CommandSender, type VerbRequest } from '../commands/command-sender.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { actsAsManager, assertMay } from '../runs/access.ts';
import { assertPeople, settlePeople } from '../runs/people.ts';
import { TaskAccess } from '../tasks/task-access.ts';
import { checkAnswers, documentOf, steering, type Form } from '../tasks/task-forms.ts';
import { MeetingQueries, type MeetingFound } from './meeting-queries.ts';

type MeetingView = z.infer<typeof ZMeeting>;
const viewOf = ({ own: _own, participant: _participant, team: _team, run: _run, ...meeting }: MeetingFound): MeetingView => meeting;

/** Reads meetings for people, and brings what they record of them to the run. */
@Injectable()
export class MeetingsService {
  private readonly queries: MeetingQueries;

  constructor(
    private readonly sender: CommandSender,
    private readonly tasks: TaskAccess,
    private readonly playbooks: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {
    this.queries = new MeetingQueries(poolOf(db));
  }

  async list(actor: Actor, query: MeetingQuery): Promise<Page<MeetingView>> {
    const after = decodeCursor(query.after, ['number', 'uuid']) ?? null;
    const rows = await this.queries.page(unconditional(actor, 'meeting.read'), actor.id, query, after, query.limit + 1);
    return pageFrom(rows, query.limit, (meeting) => meeting, (meeting) => [meeting.startsAt, meeting.id]);
  }

  async view(actor: Actor, id: string): Promise<MeetingView | null> {
    const meeting = await this.queries.find(id, actor.id);
    return meeting && viewOf(meeting);
  }

  attendance(request: VerbRequest, { attendance }: z.infer<typeof ZAttendance>): Promise<Sent> {
    return this.send('recordAttendance', 'meeting.attendance', request, async (meeting) => {
      await assertPeople(poolOf(this.db), Object.keys(attendance).map((id) => ({ path: `attendance.${id}`, id: id.toLowerCase() })));
      return { args: { meetingId: meeting.id, attendance: Object.fromEntries(Object.entries(attendance).map(([id, presence]) => [id.toLowerCase(), presence])) } };
    });
  }

  minutes(request: VerbRequest, { text }: z.infer<typeof ZMinutes>): Promise<Sent> {
    return this.send('recordMinutes', 'meeting.minutes', request, async (meeting, createdAt) => {
      const document = documentOf({ runId: meeting.runId, taskId: meeting.taskId, kind: 'minutes', author: request.actor.id, createdAt }, { text });
      return { args: { meetingId: meeting.id, documentId: document.id }, document };
    });
  }

  decision(request: VerbRequest, { version: _version, ...given }: Decision): Promise<Sent> {
    return this.send('recordDecision', 'meeting.decision', request, async (meeting, createdAt) => {
      if (meeting.state !== 'scheduled') throw new ClosedError({ state: meeting.state, version: meeting.version, detail: { en: 'The meeting is decided or cancelled', 'zh-CN': '会议已作出决定或已取消' } });
      const { decision, ...rest } = given;
      const form = await this.formOf(request.actor, meeting, decision);
      // A form without a decision of its own (the retrospective's) leaves it to the meeting.
      const answers = form && !Object.hasOwn((form.schema.properties ?? {}) as object, 'decision') ? rest : given;
      checkAnswers(form, answers, '');
      const outcome = await settlePeople(poolOf(this.db), steering(form, answers), '');
      const document = documentOf({ runId: meeting.runId, taskId: meeting.taskId, kind: 'decision', author: request.actor.id, createdAt }, { answers: given });
      return { args: { meetingId: meeting.id, decision, documentId: document.id, outcome }, document };
    });
  }

  /** The form of the meeting's task. @throws InvalidError for a decision that this meeting cannot take */
  private async formOf(actor: Actor, meeting: MeetingFound, decision: string): Promise<Form | null> {
    const task = await this.tasks.queries.find(meeting.taskId, actor.id);
    if (!task) throw new NotFoundError('task');
    const playbook = await this.playbooks.pinned(task.playbookSlug, task.playbookVersion);
    const decisions = playbook.meetings[meeting.key]?.decisions;
    if (decisions && !decisions.includes(decision)) throw new InvalidError([{ path: 'decision', message: { en: `must be one of ${decisions.join(', ')}`, 'zh-CN': `须为以下之一：${decisions.join('、')}` } }]);
    return this.tasks.formOf(task);
  }

  private send<N extends CommandName>(name: N, action: Action, request: VerbRequest, prepare: (meeting: MeetingFound, receivedAt: number) => Promise<{ args: CommandArgs[N]; document?: NewDocument }>): Promise<Sent> {
    return this.sender.send<N>(name, request, async (receivedAt) => {
      const meeting = await this.queries.find(request.target, request.actor.id);
      if (!meeting) throw new NotFoundError('meeting');
      assertMay(request.actor, action, 'meeting.read', 'meeting', meeting);
      return { runId: meeting.runId, asManager: actsAsManager(request.actor, action, meeting), ...(await prepare(meeting, receivedAt)) };
    });
  }
}
