import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from '../common/requires.ts';
import { OpenApiService } from './openapi.service.ts';

@Controller()
export class OpenApiController {
  constructor(private readonly openapi: OpenApiService) {}

  @Get('openapi.json')
  @Public()
  @ApiOperation({ summary: 'This document' })
  @ApiOkResponse({ description: 'An OpenAPI 3.0 document', schema: { type: 'object', additionalProperties: true } })
  document(): OpenAPIObject {
    return this.openapi.document();
  }
}
