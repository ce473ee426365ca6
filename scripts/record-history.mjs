// Runs the workflow suites and keeps each pinned run under test/replay/histories (see Stage.pin). Do this for every change of a workflow with
// live histories; keep the old files, and give a new shape a new name.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', 'node_modules/.bin/jest', '--selectProjects', 'workflow', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, RECORD_HISTORIES: path.join(root, 'test/replay/histories') },
});
process.exit(status ?? 1);
