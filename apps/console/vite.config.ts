import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
/** Where the running API is, while the console is developed with `npm run console`. */
const api = process.env.API_URL ?? 'http://localhost:3000';

const EDITOR = 'antd/es/typography/Editable.js';
/** The library's texts bring an editor with a growing text area, 8 kB of the first load; no text is edited in place here. */
const withoutTextEditor: Plugin = { name: 'without-text-editor', apply: 'build', transform: (_code, id) => (id.endsWith(EDITOR) ? { code: 'export default () => null;', map: null } : null) };

/** Icons of the frame and the inbox, which everybody loads: together they compress to less than one by one. */
const FIRST_ICONS = /@ant-design[\\/]icons.*[\\/](BarChart|Bell|Calendar|CheckCircle|ClockCircle|Delete|Eye|Filter|Inbox|PlayCircle|PlusCircle|QuestionCircle|Rocket|Save|Search|Setting|Solution|Team|User|VideoCamera)Outlined/;

export default defineConfig({
  root,
  plugins: [withoutTextEditor],
  resolve: {
    conditions: ['source', 'module', 'browser', 'development|production'],
    // The form library's own test helper names Ajv, which makes code from strings: our policy forbids that, and nothing of it is used.
    alias: { '@rjsf/validator-ajv8': path.resolve(root, 'src/ui/json-form/validator.ts') },
  },
  build: {
    outDir: path.resolve(root, '../../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    // What counts is what the first page loads; test/e2e/console/delivery.spec.ts adds that up.
    chunkSizeWarningLimit: 1_500,
    // Source of a style or script that a policy without 'unsafe-inline' would refuse.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The component library marks its modules for React Server Components, which we do not use.
      onLog: (level, log, handle) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log),
      output: { codeSplitting: { groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/ }, { name: 'icons', test: FIRST_ICONS }] } },
    },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
});
