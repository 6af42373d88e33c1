import { buildApp } from '../scripts/build-app.ts';
import { buildPages } from '../scripts/build-pages.ts';

export default function globalSetup(): void {
  buildPages();
  if (process.env['HOST'] === 'electron') buildApp();
}
