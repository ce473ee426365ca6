import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { AccountsService } from './accounts.service.ts';
import { InvitationsController } from './invitations.controller.ts';
import { InvitationsService } from './invitations.service.ts';
import { PeopleController } from './people.controller.ts';
import { TeamsController } from './teams.controller.ts';
import { TeamsService } from './teams.service.ts';

@Module({ imports: [AuthModule], controllers: [PeopleController, TeamsController, InvitationsController], providers: [AccountsService, TeamsService, InvitationsService] })
export class PeopleModule {}
