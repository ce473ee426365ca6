import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { FeedService } from './feed.service.ts';
import { StreamController } from './stream.controller.ts';
import { StreamService } from './stream.service.ts';

@Module({ imports: [AuthModule], controllers: [StreamController], providers: [FeedService, StreamService] })
export class StreamModule {}
