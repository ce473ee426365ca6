import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AbsencesModule } from './absences/absences.module.ts';
import { AccessGuard } from './auth/access.guard.ts';
import { AuditModule } from './audit/audit.module.ts';
import { AdHocModule } from './ad-hoc/ad-hoc.module.ts';
import { AttachmentsModule } from './attachments/attachments.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { BoardsModule } from './boards/boards.module.ts';
import { CalendarsModule } from './calendars/calendars.module.ts';
import { CasesModule } from './cases/cases.module.ts';
import { CommentsModule } from './comments/comments.module.ts';
import { CommandsModule } from './commands/commands.module.ts';
import { CommonModule } from './common/common.module.ts';
import { IdempotencyInterceptor } from './common/idempotency.ts';
import type { AppDeps } from './common/tokens.ts';
import { DeliveriesModule } from './deliveries/deliveries.module.ts';
import { DraftsModule } from './drafts/drafts.module.ts';
import { HealthModule } from './health/health.module.ts';
import { InboxModule } from './inbox/inbox.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { MeetingsModule } from './meetings/meetings.module.ts';
import { MetricsModule } from './metrics/metrics.module.ts';
import { NoticesModule } from './notices/notices.module.ts';
import { OpenApiModule } from './openapi/openapi.module.ts';
import { PeopleModule } from './people/people.module.ts';
import { PiecesModule } from './pieces/pieces.module.ts';
import { PlaybooksModule } from './playbooks/playbooks.module.ts';
import { PreviewModule } from './preview/preview.module.ts';
import { RecurrencesModule } from './recurrences/recurrences.module.ts';
import { RehearsalModule } from './rehearsal/rehearsal.module.ts';
import { RunViewsModule } from './run-views/run-views.module.ts';
import { RunsModule } from './runs/runs.module.ts';
import { SchedulesModule } from './schedules/schedules.module.ts';
import { SearchModule } from './search/search.module.ts';
import { SnoozeModule } from './snooze/snooze.module.ts';
import { StreamModule } from './stream/stream.module.ts';
import { TasksModule } from './tasks/tasks.module.ts';
import { WorkloadModule } from './workload/workload.module.ts';

/** Modules with routes, one a line. */
const ROUTES = [
  AbsencesModule,
  AdHocModule,
  AttachmentsModule,
  AuditModule,
  AuthModule,
  BoardsModule,
  CalendarsModule,
  CasesModule,
  CommentsModule,
  CommandsModule,
  DeliveriesModule,
  DraftsModule,
  HealthModule,
  InboxModule,
  JobsModule,
  MeetingsModule,
  MetricsModule,
  NoticesModule,
  OpenApiModule,
  PeopleModule,
  PiecesModule,
  PlaybooksModule,
  PreviewModule,
  RecurrencesModule,
  RehearsalModule,
  RunsModule,
  RunViewsModule,
  SchedulesModule,
  SearchModule,
  SnoozeModule,
  StreamModule,
  TasksModule,
  WorkloadModule,
];

@Module({})
export class AppModule {
  static with(deps: AppDeps): DynamicModule {
    return {
      module: AppModule,
      imports: [CommonModule.with(deps), ...ROUTES],
      providers: [
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
    };
  }
}
