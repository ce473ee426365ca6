import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/jobs.module.ts';
import { CalendarAccess } from './calendar-access.ts';
import { CalendarChanges } from './calendar-changes.ts';
import { CalendarImpacts } from './calendar-impact.ts';
import { CalendarImports } from './calendar-imports.ts';
import { CalendarsController } from './calendars.controller.ts';
import { CalendarsService } from './calendars.service.ts';

@Module({
  imports: [JobsModule],
  controllers: [CalendarsController],
  providers: [CalendarAccess, CalendarChanges, CalendarImpacts, CalendarImports, CalendarsService],
})
export class CalendarsModule {}
