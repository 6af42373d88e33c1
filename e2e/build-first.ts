import { buildApp } from '../scripts/build-app.ts';
import { buildPages } from '../scripts/build-pages.ts';

export default function buildFirst(): void {
  buildPages();
  if (process.env['HOST'] === 'electron') buildApp();
}
