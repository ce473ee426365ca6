import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createS3Store } from './s3-store.ts';

const SECRET = 'a secret/key+';
const KEY = '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c';
const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** A store that checks what S3 does: address by path, the payload's hash, and the signature over all that was signed (Signature Version 4). */
async function startStore(objects: Map<string, Buffer>): Promise<Server> {
  const server = createServer((request, response) => void answer(objects, request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function answer(objects: Map<string, Buffer>, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const refuse = (status: number, code: string) => response.writeHead(status, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  if (request.headers['x-amz-content-sha256'] !== hash(body)) return void refuse(400, 'XAmzContentSHA256Mismatch');
  if (!signed(request)) return void refuse(403, 'SignatureDoesNotMatch');
  const key = decodeURIComponent(request.url!.split('?')[0]!);
  if (!key.startsWith('/files/')) return void refuse(404, 'NoSuchBucket');
  if (request.method === 'PUT') objects.set(key, body);
  else if (request.method === 'DELETE') objects.delete(key);
  else if (request.method !== 'GET') return void refuse(405, 'MethodNotAllowed');
  else if (!objects.has(key)) return void refuse(404, 'NoSuchKey');
  response.writeHead(request.method === 'DELETE' ? 204 : 200).end(request.method === 'GET' ? objects.get(key) : undefined);
}

function signed({ method, url, headers }: IncomingMessage): boolean {
  const parts = /^AWS4-HMAC-SHA256 Credential=access\/(\d{8})\/(eu-west-9)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '');
  if (!parts) return false;
  const [, day, region, names, signature] = parts as unknown as [string, string, string, string, string];
  if (!names.split(';').includes('host') || !names.split(';').includes('x-amz-content-sha256')) return false;
  const [path, query = ''] = url!.split('?');
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const canonical = [method, path, query.split('&').sort().join('&'), lines, names, headers['x-amz-content-sha256']].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const key = ['s3', 'aws4_request'].reduce((k, part) => hmac(k, part), hmac(hmac(`AWS4${SECRET}`, day), region));
  return hmac(key, toSign).toString('hex') === signature;
}

describe('objects in a bucket', () => {
  const objects = new Map<string, Buffer>();
  let server: Server;
  const store = (secret = SECRET) => createS3Store({ bucket: 'files', region: 'eu-west-9', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, accessKeyId: 'access', secretAccessKey: secret, prefix: 'callsheet/' });
  beforeAll(async () => {
    server = await startStore(objects);
  });
  afterAll(() => server.close());

  it('are put, got and deleted by signed requests', async () => {
    const s3 = store();
    await s3.put(KEY, Buffer.from('作品'), 'text/plain');
    expect([...objects]).toEqual([[`/files/callsheet/${KEY}`, Buffer.from('作品')]]);
    expect((await buffer((await s3.get(KEY))!)).toString()).toBe('作品');
    await s3.delete(KEY);
    await s3.delete(KEY);
    expect(await s3.get(KEY)).toBeNull();
    s3.close();
  });

  it('are refused with another secret, and the refusal comes out', async () => {
    const s3 = store('another');
    await expect(s3.put(KEY, Buffer.from('x'), 'text/plain')).rejects.toThrow('SignatureDoesNotMatch');
    await expect(s3.get(KEY)).rejects.toThrow('SignatureDoesNotMatch');
    expect(objects.size).toBe(0);
    s3.close();
  });

  it('have keys of ours only', async () => {
    await expect(store().put('../x', Buffer.from('x'), 'text/plain')).rejects.toThrow('UUID');
  });
});
