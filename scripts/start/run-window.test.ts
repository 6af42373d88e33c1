/** Runs programs that behave like Electron when it fails, and like the app when it doesn't. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shortOrAll } from '../long-form.fixtures.ts';
import { makeTemporaryFolder, removeFolder } from '../temporary-folder.ts';
import { runWindow, type WindowResult } from './run-window.ts';

const IS_WINDOWS = process.platform === 'win32';
const SHORT_TIMEOUT_MS = 400;
const LONG_TIMEOUT_MS = 20_000;
/** Code that reports a status on standard output, as the app does. */
const report = (word: string) => `console.log(process.env.TRADING_GAME_STARTUP_STATUS + ' ${word}');`;

let folder: string;
let out = '';
let err = '';
beforeEach(() => {
  folder = makeTemporaryFolder('window-');
  out = '';
  err = '';
});
afterEach(() => removeFolder(folder));

/** Runs a program made of this JavaScript. */
function run(
  code: string,
  silenceTimeoutMs = LONG_TIMEOUT_MS,
  env: Record<string, string> = {},
): Promise<WindowResult> {
  const program = join(folder, 'app.js');
  writeFileSync(program, code);
  return runWindow({
    program: process.execPath,
    args: [program, '--port', '0'],
    env: { ...process.env, ...env },
    silenceTimeoutMs,
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('an app that starts', () => {
  it('is run until it exits; its output is passed on, its status reports are not', async () => {
    const code = `${report('starting')} ${report('ready')} console.log('{"ready":true}'); console.error('a warning'); process.exitCode = 3;`;
    expect(await run(code)).toEqual({ exitCode: 3 });
    expect(out).toBe('{"ready":true}\n');
    expect(err).toBe('a warning\n');
  });

  it('may exit at once on purpose: because it is already open, or an option is invalid', async () => {
    const code = `console.error('It is already open.'); ${report('done')} process.exit(2);`;
    expect(await run(code)).toEqual({ exitCode: 2 });
    expect(err).toBe('It is already open.\n');
  });

  it('gets its arguments, and does not run as plain Node even if the terminal asks for that', async () => {
    const code = `${report('done')} console.log(process.argv.slice(2).join(), process.env.ELECTRON_RUN_AS_NODE);`;
    await run(code, LONG_TIMEOUT_MS, { ELECTRON_RUN_AS_NODE: '1' });
    expect(out).toBe('--port,0 undefined\n');
  });

  it('is heard even if something before it did not end its line', async () => {
    const code = `process.stdout.write('a word '); ${report('ready')} console.log('more'); process.exitCode = 3;`;
    expect(await run(code)).toEqual({ exitCode: 3 });
    expect(out).toBe('a word more\n');
  });

  it('may leave something behind that keeps its output open, which is not waited for', async () => {
    const child = 'setTimeout(() => undefined, 60_000)';
    const starter = join(folder, 'starter.mts');
    const program = join(folder, 'app.js');
    writeFileSync(
      program,
      `const { pid } = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit', detached: true });
       ${report('ready')} console.log(pid); setTimeout(() => process.exit(0), 50);`,
    );
    writeFileSync(
      starter,
      `import { runWindow } from ${JSON.stringify(join(import.meta.dirname, 'run-window.ts'))};
       await runWindow({ program: process.execPath, args: [process.argv[2]], env: process.env, silenceTimeoutMs: 20000,
         stdout: (text) => process.stdout.write(text), stderr: () => undefined });`,
    );
    const started = spawn(process.execPath, [starter, program], { stdio: ['ignore', 'pipe', 'inherit'] });
    started.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    await once(started, 'close');
    const left = Number(out);
    expect(left).toBeGreaterThan(0);
    expect(isAlive(left)).toBe(true);
    process.kill(left, 'SIGKILL');
  });

  it.each(shortOrAll(['starting', 'ready', 'done']))(
    'is not fooled by a "%s" printed by something else',
    async (word) => {
      const end = await run(`console.log('x ${word}'); console.log('${word}');`);
      expect(end).toMatchObject({ failure: { code: 0 } });
      expect(out).toBe(`x ${word}\n${word}\n`);
    },
  );
});

describe('an app that fails', () => {
  it.each(shortOrAll([0, 1, 127]))(
    'by exiting with %i before it is ready has its output kept',
    async (code) => {
      const end = await run(`console.error('libnss3.so'); process.exitCode = ${code};`);
      expect(end).toEqual({
        failure: { code, signal: null, hasTimedOut: false, wasReady: false, stderr: 'libnss3.so\n' },
      });
      expect(err).toBe('');
    },
  );

  it.skipIf(IS_WINDOWS)('by aborting (not run on Windows: it has no signals)', async () => {
    expect(await run('process.abort();')).toMatchObject({ failure: { signal: 'SIGABRT', wasReady: false } });
  });

  it.skipIf(IS_WINDOWS)(
    'by crashing in the middle of a game (not run on Windows: it has no signals)',
    async () => {
      const code = `${report('ready')} setTimeout(() => process.abort(), 50);`;
      expect(await run(code)).toMatchObject({ failure: { signal: 'SIGABRT', wasReady: true } });
    },
  );

  it('by staying silent', async () => {
    const end = await run('setTimeout(() => undefined, 60000);', SHORT_TIMEOUT_MS);
    expect(end).toMatchObject({ failure: { hasTimedOut: true } });
  });

  it('because its program does not exist', async () => {
    const end = await runWindow({
      program: join(folder, 'electron'),
      args: [],
      env: {},
      silenceTimeoutMs: LONG_TIMEOUT_MS,
      stdout: () => undefined,
      stderr: () => undefined,
    });
    expect(end).toMatchObject({ failure: { code: 'ENOENT', signal: null } });
  });

  it.skipIf(process.platform !== 'linux')(
    'because the system refuses it at once (only run on Linux, which refuses a file that is open for writing)',
    async () => {
      const program = join(folder, 'electron');
      writeFileSync(program, readFileSync('/bin/true'));
      chmodSync(program, 0o755);
      const writing = openSync(program, 'r+');
      const ignore = () => undefined;
      const end = await runWindow({
        program,
        args: [],
        env: {},
        silenceTimeoutMs: LONG_TIMEOUT_MS,
        stdout: ignore,
        stderr: ignore,
      });
      closeSync(writing);
      expect(end).toMatchObject({ failure: { code: 'ETXTBSY', signal: null } });
    },
  );

  it('has at most the last 64 KB of its output kept', async () => {
    const end = await run(`process.stderr.write('x'.repeat(200000) + 'the end'); process.exitCode = 1;`);
    const output = 'failure' in end ? end.failure.stderr : '';
    expect(output).toHaveLength(65_536);
    expect(output.endsWith('the end')).toBe(true);
  });
});

describe('what a failed app leaves behind', () => {
  /** A child of the app that ignores SIGTERM, holds a port, and keeps the app's output open. */
  const STUBBORN = `
    process.on('SIGTERM', () => undefined);
    require('node:net').createServer().listen(0, '127.0.0.1', function () {
      require('node:fs').writeFileSync(process.argv[2], String(this.address().port));
    });
    // Should nobody end it, it ends by itself.
    setTimeout(() => process.exit(), 60000);`;

  it.each(
    shortOrAll([
      ['ends', 'if (require("node:fs").existsSync(portFile)) process.abort();'],
      ['hangs', ''],
    ] as const),
  )('is killed with it, so that no file or port stays in use, when it %s', async (_how, then) => {
    const child = join(folder, 'child.js');
    const portFile = join(folder, 'port');
    writeFileSync(child, STUBBORN);
    const end = await run(
      `const portFile = ${JSON.stringify(portFile)};
       require('node:child_process').spawn(process.execPath, [${JSON.stringify(child)}, portFile], { stdio: 'inherit' });
       setInterval(() => { ${then} }, 20);`,
      2_000,
    );
    expect(end).toHaveProperty('failure');
    const port = Number(readFileSync(portFile, 'utf8'));
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  });
});

describe.skipIf(IS_WINDOWS)('a signal to the starter (not run on Windows: it has no signals)', () => {
  const RUN = `
    import { runWindow } from ${JSON.stringify(join(import.meta.dirname, 'run-window.ts'))};
    const end = await runWindow({ program: process.execPath, args: [process.argv[2]], env: process.env, silenceTimeoutMs: 20000,
      stdout: (text) => process.stdout.write(text), stderr: (text) => process.stderr.write(text) });
    console.log(JSON.stringify(end));`;

  /** The starter, once the app has printed "here". */
  async function starter(
    app: string,
  ): Promise<{ tell: (signal: NodeJS.Signals) => void; end: () => Promise<string>; output: () => string }> {
    const program = join(folder, 'app.js');
    const script = join(folder, 'starter.mts');
    writeFileSync(program, app);
    writeFileSync(script, RUN);
    const child = spawn(process.execPath, [script, program], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!output.includes('here')) await once(child.stdout, 'data');
    return {
      tell: (signal) => void child.kill(signal),
      output: () => output,
      end: async () => {
        await once(child, 'close');
        return output.replace('here\n', '').trim();
      },
    };
  }

  it.each(shortOrAll(['SIGINT', 'SIGTERM', 'SIGHUP'] as const))(
    'reaches the app, which exits in its own way: %s',
    async (signal) => {
      const { tell, end } = await starter(
        `process.on('${signal}', () => { ${report('done')} process.exit(0); }); ${report('ready')} console.log('here'); setTimeout(() => undefined, 60000);`,
      );
      tell(signal);
      expect(await end()).toBe('{"exitCode":0}');
    },
  );

  it('ends a start without falling back to the browser', async () => {
    const { tell, end } = await starter(`console.log('here'); setTimeout(() => undefined, 60000);`);
    tell('SIGINT');
    expect(await end()).toBe('{"exitCode":130}');
  });

  it('kills what a failed app has left running, even if the signal comes during that wait', async () => {
    const { tell, end, output } = await starter(
      `const stubborn = "process.on('SIGTERM', () => undefined); console.log('here'); setTimeout(() => undefined, 60000)";
       const child = require('node:child_process').spawn(process.execPath, ['-e', stubborn], { stdio: ['ignore', 'pipe', 'ignore'] });
       child.stdout.once('data', () => {
         require('node:fs').writeSync(1, process.pid + ' ' + child.pid + ' here\\n');
         process.exit(4);
       });`,
    );
    const [app = 0, left = 0] = output().split(' ').map(Number);
    await expect.poll(() => isAlive(app)).toBe(false);
    tell('SIGINT');
    await end();
    expect(isAlive(left)).toBe(false);
  });

  it('the second time, kills an app that ignores it', async () => {
    const { tell, end } = await starter(
      `process.on('SIGINT', () => console.log('heard')); process.on('SIGTERM', () => undefined); ${report('ready')} console.log('here'); setTimeout(() => undefined, 60000);`,
    );
    tell('SIGINT');
    tell('SIGTERM');
    expect(await end()).toMatch(/"exitCode":137/);
  });
});
