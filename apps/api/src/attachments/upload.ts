import multer, { MulterError } from 'multer';
import type { Request, Response } from 'express';
import { AppError, InvalidError, ValidationError } from '#domain/errors';
import { FIELDS } from '../common/problem/messages.ts';

export interface Upload {
  name: string;
  bytes: Buffer;
}
/** Uploads held in memory at once, by this process; nothing is on disk until a file is known to be wanted. */
const AT_ONCE = 8;
let underWay = 0;

/**
 * Reads the one part `file` of a multipart request, at most `maxBytes` of it.
 * @throws AppError `too-large` naming the part, `bad-request` for what is no multipart or breaks off, `unavailable` when too many upload at once
 */
export async function readUpload(request: Request, response: Response, maxBytes: number): Promise<Upload> {
  if (underWay >= AT_ONCE) throw new AppError('unavailable', { rule: 'busy', retryAfterMs: 1_000 });
  underWay += 1;
  try {
    await parse(request, response, maxBytes);
  } catch (error) {
    throw answerTo(error, maxBytes);
  } finally {
    underWay -= 1;
  }
  if (!request.file) throw new ValidationError([{ path: 'file', message: FIELDS.required }]);
  if (request.file.size === 0) throw new InvalidError([{ path: 'file', message: FIELDS.emptyFile }]);
  return { name: request.file.originalname, bytes: request.file.buffer };
}

function parse(request: Request, response: Response, maxBytes: number): Promise<void> {
  const limits = { fileSize: maxBytes, files: 1, fields: 0, parts: 1, headerPairs: 20 };
  const receive = multer({ storage: multer.memoryStorage(), limits, defParamCharset: 'utf8' }).single('file');
  return new Promise((resolve, reject) => receive(request, response, (error: unknown) => (error ? reject(error as Error) : resolve())));
}

function answerTo(error: unknown, maxBytes: number): AppError {
  if (!(error instanceof MulterError)) return new AppError('bad-request', { rule: 'malformed-upload' }, { cause: error });
  if (error.code === 'LIMIT_FILE_SIZE') return tooLarge(maxBytes);
  return new ValidationError([{ path: error.field ?? 'file', message: FIELDS.unknown }]);
}

function tooLarge(maxBytes: number): AppError {
  const most = maxBytes >= 1024 * 1024 ? `${Math.floor(maxBytes / 1024 / 1024)} MB` : `${maxBytes} B`;
  const message = { en: `is larger than ${most}`, 'zh-CN': `超过 ${most}` };
  return new AppError('too-large', { detail: { en: `The file ${message.en}`, 'zh-CN': `文件${message['zh-CN']}` }, errors: [{ path: 'file', message }] });
}
