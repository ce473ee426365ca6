import { createDiskStore } from './disk-store.ts';
import type { ObjectSettings, ObjectStore } from './object-store.ts';
import { createS3Store } from './s3-store.ts';

/** The store that the settings ask for. Nothing is opened or made before its first use. */
export const openObjectStore = ({ dir, s3 }: ObjectSettings): ObjectStore => (s3 ? createS3Store(s3) : createDiskStore(dir));
