import { build } from 'vite';
import { createRequire } from 'node:module';
import zlib from 'node:zlib';
const out = await build({ configFile: '/work/wt/proof/apps/console/vite.config.ts', logLevel: 'silent', build: { write: false } });
const chunks = out.output.filter(o=>o.type==='chunk');
const first = new Set(); const byName = Object.fromEntries(chunks.map(c=>[c.fileName,c]));
const add=(f)=>{ if(first.has(f)||!byName[f])return; first.add(f); byName[f].imports.forEach(add)};
chunks.filter(c=>c.isEntry||/inbox\.page/.test(c.fileName)).forEach(c=>add(c.fileName));
const agg={};
for(const f of first){ const c=byName[f]; console.log(f, zlib.brotliCompressSync(c.code).length); for(const [id,m] of Object.entries(c.modules)){ const k=(id.match(/node_modules\/((?:@[^/]+\/)?[^/]+(?:\/(?:es|lib)\/[^/]+)?)/)?.[1])??'src'; agg[k]=(agg[k]??0)+m.renderedLength; } }
console.log(Object.entries(agg).sort((a,b)=>b[1]-a[1]).slice(0,70).map(([k,v])=>`${(v/1000).toFixed(0)}k ${k}`).join('\n'));
let total=0; for(const f of first) total+=zlib.brotliCompressSync(byName[f].code).length; console.log('TOTAL',total);
