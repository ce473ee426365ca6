import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const file = path.resolve(import.meta.dirname, '../../../../apps/console/src/app/routes.tsx');

/** Addresses of the console's router, as it is written: `/inbox/:taskId?`. So that a page which is new is visited too. @throws Error when it is written so that this cannot read it */
export function routes(): string[] {
  const text = readFileSync(file, 'utf8');
  const found = routesIn(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TSX), '').filter((address) => !address.endsWith('*'));
  const pages = text.match(/\blazy:/g)?.length ?? 0;
  if (new Set(found).size < pages) throw new Error(`${path.basename(file)} has ${pages} pages, and only ${found.length} addresses could be read: write routes as literals.`);
  return [...new Set(found)];
}

/** Routes are object literals with a `path` (none for an index) and perhaps `children`. */
function routesIn(node: ts.Node, base: string): string[] {
  if (!ts.isObjectLiteralExpression(node)) return children(node).flatMap((child) => routesIn(child, base));
  const own = textOf(property(node, 'path'));
  const address = own === undefined ? base : own.startsWith('/') ? own.replace(/\/$/, '') : `${base}/${own}`;
  const shows = property(node, 'lazy') ?? property(node, 'element') ?? property(node, 'Component');
  const inner = property(node, 'children');
  return [...(shows && address ? [address] : []), ...(inner ? routesIn(inner, address) : [])];
}

const children = (node: ts.Node): ts.Node[] => {
  const all: ts.Node[] = [];
  node.forEachChild((child) => void all.push(child));
  return all;
};
const property = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined =>
  node.properties.find((one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && one.name.getText() === name)?.initializer;
const textOf = (node: ts.Expression | undefined): string | undefined => (node && ts.isStringLiteralLike(node) ? node.text : undefined);
