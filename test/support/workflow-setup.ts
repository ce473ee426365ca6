import path from 'node:path';
import { ensureTestServer } from './binaries.ts';
import { bundleWorkflows } from '../../scripts/stack/workflow-bundle.ts';

/** Jest global setup of the workflow and replay projects: the test server and one bundle for all suites, handed on by environment. */
export default async function setup(_globals: unknown, project: { rootDir: string }): Promise<void> {
  process.env.TEMPORAL_TEST_SERVER = await ensureTestServer();
  process.env.TEST_WORKFLOW_BUNDLE = await bundleWorkflows(project.rootDir, path.join(project.rootDir, 'node_modules/.cache/callsheet'));
}
