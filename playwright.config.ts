import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.ts';
import { thisMachine } from './scripts/machine.ts';
import { withMemoryFolder } from './scripts/memory-folder.ts';
import { withCompileCache } from './scripts/start/compile-cache.ts';

// Nearly every test starts a host.
Object.assign(process.env, withCompileCache(withMemoryFolder(process.env)));

const PICTURES = /pictures\.spec\.ts$/;
const VENUE = /e2e[\\/]venue[\\/].*\.spec\.ts$/;
const BROWSERS = /browsers\.spec\.ts$/;
const DESK = /desk-hands\.spec\.ts$/;
/** What takes too long for `npm test`: `e2e/test.fixtures.ts`. */
const LONG = /@long/;

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  forbidOnly: true,
  retries: process.env['CI'] === undefined ? 0 : 1,
  // Much of a test is waiting: three at a time take two cores for less long than two at a time.
  workers: 3,
  // Limits for a busy machine, not promises: what has to come within a time says so itself.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    trace: 'on-first-retry',
    locale: 'en-GB',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        ...(thisMachine.isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Phones use a name other than localhost, so that they are in an insecure context, as in real life.
        '--host-resolver-rules=MAP night.local 127.0.0.1',
      ],
    },
  },
  projects: [
    { name: 'e2e', testIgnore: [PICTURES, DESK], grepInvert: LONG },
    { name: 'long', testIgnore: [PICTURES, VENUE, BROWSERS, DESK], grep: LONG },
    { name: 'venue', testMatch: VENUE, timeout: 180_000 },
    { name: 'browsers', testMatch: BROWSERS },
    { name: 'desk', testMatch: DESK },
    { name: 'fit', testMatch: /fit\.spec\.ts$/ },
    { name: 'pictures', testMatch: PICTURES, expect: { timeout: 15_000 } },
  ],
});
