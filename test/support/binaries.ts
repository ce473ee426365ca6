export { ensureTemporalCli, ensureTestServer } from '../../scripts/stack/binaries.ts';
