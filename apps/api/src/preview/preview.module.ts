import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PreviewController } from './preview.controller.ts';
import { VerbRoutes } from './verb-routes.ts';

@Module({ imports: [DiscoveryModule], controllers: [PreviewController], providers: [VerbRoutes], exports: [VerbRoutes] })
export class PreviewModule {}
