/** Games started with `npm start` in a separate checkout, on laptops where the window opens and where it fails. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Clone, expectRuntime, makeClone } from '../scripts/start/clone.harness.ts';
import { requiredVersion } from '../scripts/start/electron-runtime.ts';
import { type Mirror, runtimeZip, startMirror } from '../scripts/start/mirror.harness.ts';
import {
  ABORTING_SCRIPT,
  HANGING_SCRIPT,
  workingScript,
  installRuntime,
} from '../scripts/start/runtime-scripts.fixtures.ts';
import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import type { LaunchedHost } from './launch.harness.ts';
import { RunningHost } from './running-host.harness.ts';
import { expect, LONG, test as base } from './test.fixtures.ts';

interface RuntimeOption {
  /** What Electron's runtime does on this laptop. */
  readonly runtime: 'aborts' | 'hangs' | 'is refused' | 'opens';
}

interface StartFixtures extends RuntimeOption {
  clone: Clone;
}

const START_TIMEOUT_MS = 90_000;

/** Starts a mirror for a checkout without a runtime; with `sha256`, the package expects a different file from the one served. */
async function startMirrorFor(clone: Clone, sha256?: string): Promise<Mirror> {
  const version = requiredVersion(clone.path) ?? '';
  const mirror = await startMirror(await runtimeZip(version, workingScript(clone)), 'good');
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  expectRuntime(clone, name, sha256 ?? mirror.sha256);
  return mirror;
}

const test = base.extend<StartFixtures>({
  runtime: ['opens', { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  clone: async ({}, use) => {
    const clone = makeClone();
    await use(clone);
    clone.dispose();
  },

  host: async ({ clone, runtime }, use) => {
    const home = makeTemporaryFolder('home-');
    const mirror = await startMirrorFor(clone, runtime === 'is refused' ? '0'.repeat(64) : undefined);
    if (runtime === 'aborts') installRuntime(clone, ABORTING_SCRIPT);
    if (runtime === 'hangs') installRuntime(clone, HANGING_SCRIPT);
    const open = ({
      options,
      userData,
    }: {
      options: readonly string[];
      userData: string;
    }): Promise<LaunchedHost> => {
      const program = join(clone.path, 'scripts/start.ts');
      const switches = ['--no-sandbox', `--user-data-dir=${userData}`];
      const child = spawn(process.execPath, [program, ...switches, ...options], {
        cwd: clone.path,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          // Set, but no such display exists.
          DISPLAY: ':99',
          ELECTRON_MIRROR: mirror.url,
          electron_config_cache: join(home, 'cache'),
        },
      });
      return Promise.resolve({ process: child, app: null });
    };
    const host = await RunningHost.start(open, START_TIMEOUT_MS);
    await use(host);
    await host.dispose();
    mirror.close();
    removeFolder(home);
  },
});

test.describe.configure({ timeout: 120_000 });
const note =
  process.platform === 'win32' || process.env['HOST'] === 'electron'
    ? ' (not run: a shell script stands in for Electron, which Windows cannot run, and HOST=electron has the real one)'
    : '';
test.skip(note !== '', note);

const EXPECTED_STDERR = {
  aborts:
    /No desktop window: this Linux system does not allow Electron's sandbox .* The desk opens in the browser instead\./,
  hangs: /No desktop window: it did not open in time\. The desk opens in the browser instead\./,
  'is refused': /No desktop window: Electron could not be downloaded: .*wrong checksum/,
  opens: /window loads http:\/\/127\.0\.0\.1:\d+\/banker\/#ticket=/,
} satisfies Record<RuntimeOption['runtime'], RegExp>;

for (const runtime of ['opens', 'aborts', 'hangs', 'is refused'] as const) {
  test.describe(`on a laptop where Electron ${runtime}${note}`, () => {
    test.use({ runtime });

    // What each start does is tested in scripts/start.test.ts.
    test(
      'a game is played, and goes on after the laptop has died',
      LONG,
      async ({ host, game, desk, phone }) => {
        expect(host.stderr).toMatch(EXPECTED_STDERR[runtime]);
        expect(host.stderr.match(/No desktop window/g) ?? []).toHaveLength(runtime === 'opens' ? 0 : 1);
        const code = await game();
        const berta = await desk();
        await berta.open('Friday night');
        const anna = await phone(code);
        await anna.join('Anna', 1);
        await anna.ask('Farm');
        await berta.giveSuggested('Anna');
        await expect(anna.timer).toBeVisible();

        await host.kill();
        await host.restart();
        await expect(anna.timer).toBeVisible();
        await anna.button('Done').click();
        await expect(anna.title).toHaveText('You earned a farm!');
        await expect(berta.row(berta.active, 'Anna')).toHaveCount(0);
      },
    );
  });
}
