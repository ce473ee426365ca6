import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

const root = path.resolve(import.meta.dirname, '..');
const OURS = '^(apps|activities|workflows|libs|migrations|playbooks)/';
/** Contracts without zod: what workflows and domain may import by value. */
const ZOD_FREE = 'libs/contracts/(?!api/|playbook\\.ts)';
const not = (...folders: string[]): string => `^(?!(${folders.join('|')}))(apps|activities|workflows|libs|migrations|test|scripts)/`;

interface Row {
  from: string;
  /** Folders of ours it may import at run time. */
  values: string[];
  /** Folders of ours it may import types from besides. */
  types?: string[];
  /** Packages and Node modules it must not import. */
  neverPackages?: string;
  /** Whether Node's own modules are out of bounds. */
  pure?: true;
}

/** The import table of architecture.md, row by row. Each folder may import itself. */
const TABLE: Record<string, Row> = {
  contracts: { from: '^libs/contracts/', values: ['libs/contracts/'], pure: true },
  domain: { from: '^libs/domain/', values: ['libs/domain/', ZOD_FREE], types: ['libs/contracts/'], neverPackages: 'node_modules/', pure: true },
  platform: { from: '^libs/platform/', values: ['libs/platform/', 'libs/contracts/'] },
  persistence: {
    from: '^libs/persistence/',
    values: ['libs/persistence/', 'libs/contracts/', 'libs/domain/', 'libs/platform/(config|logger)', 'migrations/index'],
    neverPackages: 'node_modules/(@nestjs|@temporalio)/',
  },
  workflows: {
    from: '^workflows/',
    values: ['workflows/', 'libs/domain/', ZOD_FREE],
    types: ['libs/contracts/', 'activities/'],
    neverPackages: 'node_modules/(?!@temporalio/(workflow|common)/)',
    pure: true,
  },
  activities: {
    from: '^activities/',
    values: ['activities/', 'libs/contracts/', 'libs/domain/', 'libs/persistence/', 'libs/platform/'],
    neverPackages: 'node_modules/@nestjs/',
  },
  api: { from: '^apps/api/', values: ['apps/api/', 'libs/'], types: ['workflows/'] },
  worker: { from: '^apps/worker/', values: ['apps/worker/', 'libs/', 'activities/'], types: ['workflows/'] },
  console: { from: '^apps/console/', values: ['apps/console/', 'libs/domain/', 'libs/contracts/'], pure: true },
  migrations: { from: '^migrations/', values: ['migrations/'] },
};

function rulesOf([name, row]: [string, Row]): IForbiddenRuleType[] {
  const from = { path: row.from, pathNot: '\\.spec\\.tsx?$' };
  const both = [...row.values, ...(row.types ?? [])];
  const rules: IForbiddenRuleType[] = [
    { name: `${name}: folder it may not know`, severity: 'error', from, to: { path: not(...both) } },
    { name: `${name}: type imported by value`, severity: 'error', from, to: { path: not(...row.values), dependencyTypesNot: ['type-only'] } },
  ];
  if (row.neverPackages) rules.push({ name: `${name}: package it may not use`, severity: 'error', from, to: { path: row.neverPackages, dependencyTypesNot: ['type-only'] } });
  if (row.pure) rules.push({ name: `${name}: Node`, severity: 'error', from, to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] } });
  return rules;
}

const forbidden: IForbiddenRuleType[] = [
  ...Object.entries(TABLE).flatMap(rulesOf),
  { name: 'zod-free constants stay zod-free', severity: 'error', from: { path: `^${ZOD_FREE}`, pathNot: '\\.spec\\.ts$' }, to: { path: '(/zod/|^libs/contracts/(api/|playbook))', dependencyTypesNot: ['type-only'] } },
  // The blocks and the handle that offers them know each other on purpose.
  { name: 'no cycle at run time', severity: 'error', from: { path: OURS, pathNot: '^workflows/shared/' }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
];

/** A domain rule that reads a file and knows the platform, and an activity that imports a workflow. */
const PLANTED = {
  'libs/platform/p.ts': 'export const p = 1;\n',
  'workflows/w.ts': 'export const w = 1;\n',
  'libs/domain/d.ts': "import fs from 'node:fs';\nimport { p } from '../platform/p.ts';\nexport const d = [fs, p];\n",
  'activities/a.ts': "import { w } from '../workflows/w.ts';\nexport const a = w;\n",
};

async function violations(baseDir: string, folders: string[]): Promise<string[]> {
  const { output } = await cruise(
    folders,
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden },
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: { conditionNames: ['source', 'import', 'default'], exportsFields: ['exports'] },
    },
  );
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

test('the rules see what they forbid', async () => {
  const base = await mkdtemp(path.join(tmpdir(), 'callsheet-arch-'));
  for (const [file, text] of Object.entries(PLANTED)) {
    await mkdir(path.dirname(path.join(base, file)), { recursive: true });
    await writeFile(path.join(base, file), text);
  }
  const found = (await violations(base, ['libs', 'activities'])).sort();
  await rm(base, { recursive: true });
  expect(found).toEqual([
    'activities: folder it may not know: activities/a.ts → workflows/w.ts',
    'activities: type imported by value: activities/a.ts → workflows/w.ts',
    'domain: Node: libs/domain/d.ts → fs',
    'domain: folder it may not know: libs/domain/d.ts → libs/platform/p.ts',
    'domain: type imported by value: libs/domain/d.ts → libs/platform/p.ts',
  ]);
});

test('every folder imports only what the table of architecture.md allows', async () => {
  expect(await violations(root, ['apps/api', 'apps/worker', 'apps/console/src', 'activities', 'workflows', 'libs', 'migrations'])).toEqual([]);
}, 120_000);
