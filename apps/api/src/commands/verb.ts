import { applyDecorators, HttpCode, Post, SetMetadata } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Preview } from '#contracts/api/preview';
import { ZCommandStored } from '#contracts/api/command';
import type { CommandAnswer } from '#contracts/commands';
import type { Action } from '#domain/identity/matrix';
import { Idempotent } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { API_PREFIX } from '../common/settings.ts';
import type { Sent } from './command-gateway.ts';

/** Marks what can be previewed: a verb sends one command and writes nothing else. */
export const IS_VERB = 'callsheet:verb';

/** A route that asks something of a run: 200 with the run's answer and the view it changed, or 202 when nobody could answer yet. */
export const Verb = (path: string, action: Action, summary: string, answer: z.ZodType): MethodDecorator =>
  applyDecorators(
    Post(path),
    SetMetadata(IS_VERB, true),
    HttpCode(200),
    Requires(action),
    Idempotent(),
    ApiOperation({ summary }),
    ApiOkResponse({ standardSchema: answer }),
    ApiAcceptedResponse({ standardSchema: ZCommandStored, description: 'Stored; it is relayed in order for up to 24 h' }),
  );

export type VerbReply<K extends string, V> = ({ command: CommandAnswer; readable: boolean } & Record<K, V | null>) | { commandId: string; status: string } | Preview;

/** Body and status of a verb's answer. */
export async function reply<K extends string, V>(response: Response, sent: Sent, name: K, view: () => Promise<V | null>): Promise<VerbReply<K, V>> {
  if (sent.kind === 'previewed') return sent.preview;
  if (sent.kind === 'answered') return { command: sent.answer, readable: sent.readable, [name]: await view() } as VerbReply<K, V>;
  const status = `/${API_PREFIX}/commands/${sent.commandId}`;
  response.status(202).setHeader('Location', status);
  return { commandId: sent.commandId, status };
}
