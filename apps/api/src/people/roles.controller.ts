import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Page } from '#contracts/api/paging';
import { rolePage, type RoleOverview } from '#contracts/api/person';
import { Requires } from '../common/requires.ts';
import { RolesService } from './roles.service.ts';

@Controller('roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get()
  @Requires('role.list')
  @ApiOperation({ summary: 'Operating roles by name: who holds each now and will hold it, and which playbooks give it work' })
  @ApiOkResponse({ standardSchema: rolePage })
  async list(): Promise<Page<RoleOverview>> {
    return { items: await this.roles.list(), next: null };
  }
}
