import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;
/** Where the running API is, while the console is developed with `npm run console`. */
const api = process.env.API_URL ?? 'http://localhost:3000';

export default defineConfig({
  root,
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
      output: { codeSplitting: { groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/ }] } },
    },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
});
