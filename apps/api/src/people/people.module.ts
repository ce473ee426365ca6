import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { AccountsService } from './accounts.service.ts';
import { InvitationsController } from './invitations.controller.ts';
import { InvitationsService } from './invitations.service.ts';
import { JobsModule } from '../jobs/jobs.module.ts';
import { PeopleController } from './people.controller.ts';
import { PlaybooksModule } from '../playbooks/playbooks.module.ts';
import { RolesController } from './roles.controller.ts';
import { RolesService } from './roles.service.ts';
import { TeamsController } from './teams.controller.ts';
import { TeamsService } from './teams.service.ts';

@Module({ imports: [AuthModule, JobsModule, PlaybooksModule], controllers: [PeopleController, TeamsController, RolesController, InvitationsController], providers: [AccountsService, TeamsService, RolesService, InvitationsService] })
export class PeopleModule {}
