import { Injectable, type INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describeApi } from './document.ts';

/** Keeps the document, made when it is first asked for: it needs the whole application. */
@Injectable()
export class OpenApiService {
  private app: INestApplication | undefined;
  private made: OpenAPIObject | undefined;

  /** Called once by `createApp`. */
  describes(app: INestApplication): void {
    this.app = app;
  }

  document(): OpenAPIObject {
    if (!this.app) throw new Error('createApp has not handed over the application');
    this.made ??= describeApi(this.app);
    return this.made;
  }
}
