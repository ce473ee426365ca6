import type { Readable } from 'node:stream';
import { assertKey, type ObjectStore, type S3Settings } from './object-store.ts';

const MOST_MS = 30_000;

/** Objects in a bucket of S3 or of a store that speaks its protocol. The SDK is loaded at the first use: most installations never need it. */
export function createS3Store(settings: S3Settings): ObjectStore {
  let opened: ReturnType<typeof connect> | undefined;
  const open = () => (opened ??= connect(settings));
  const at = (key: string) => {
    assertKey(key);
    return { Bucket: settings.bucket, Key: `${settings.prefix}${key}` };
  };
  return {
    async put(key, bytes, type) {
      const { sdk, client } = await open();
      await client.send(new sdk.PutObjectCommand({ ...at(key), Body: bytes, ContentLength: bytes.byteLength, ContentType: type }), limited());
    },
    async get(key) {
      const { sdk, client } = await open();
      try {
        // No limit here: it would cut off a slow reader's stream.
        return (await client.send(new sdk.GetObjectCommand(at(key)))).Body as Readable;
      } catch (error) {
        if (error instanceof sdk.NoSuchKey || error instanceof sdk.NotFound) return null;
        throw error;
      }
    },
    async delete(key) {
      const { sdk, client } = await open();
      await client.send(new sdk.DeleteObjectCommand(at(key)), limited());
    },
    close: () => void opened?.then(({ client }) => client.destroy(), () => undefined),
  };
}

const limited = () => ({ abortSignal: AbortSignal.timeout(MOST_MS) });

async function connect({ region, endpoint, accessKeyId, secretAccessKey }: S3Settings) {
  const sdk = await import('@aws-sdk/client-s3');
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const client = new sdk.S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // Stores other than Amazon's may not know the newer checksums; the payload's own hash is signed in any case.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { sdk, client };
}
