/** WebKit by WebKitWebDriver, in MiniBrowser: it has no headless mode, so it gets a display of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../scripts/free-port.ts';
import { makeTemporaryFolder, removeFolder } from '../../scripts/temporary-folder.ts';
import { descendants } from './processes.harness.ts';
import { type DrivenBrowser, type Command, poll } from './webdriver.harness.ts';

/** Each command's method and path, below the session; `{id}` is the element's. */
const ENDPOINTS: Readonly<Record<Command, readonly ['POST' | 'DELETE', string]>> = {
  Navigate: ['POST', '/url'],
  Refresh: ['POST', '/refresh'],
  DeleteAllCookies: ['DELETE', '/cookie'],
  FindElement: ['POST', '/element'],
  ElementClick: ['POST', '/element/{id}/click'],
  ElementSendKeys: ['POST', '/element/{id}/value'],
  ExecuteScript: ['POST', '/execute/sync'],
  MinimizeWindow: ['POST', '/window/minimize'],
  SetWindowRect: ['POST', '/window/rect'],
};

/** `program`: WebKitWebDriver. `xvfb`: the display's. */
export async function startWebKit(program: string, xvfb: string): Promise<DrivenBrowser> {
  const home = makeTemporaryFolder('night-webkit-');
  const { display, child: screen } = await startDisplay(xvfb);
  const port = await freePort();
  const driver = spawn(program, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', HOME: home },
  });
  const base = `http://127.0.0.1:${port}`;
  await poll('WebKitWebDriver listens', async () => {
    const answer = await fetch(`${base}/status`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  });
  const options = { 'webkitgtk:browserOptions': { args: ['--automation'] } };
  const { sessionId } = (await call('POST', `${base}/session`, {
    capabilities: { alwaysMatch: options },
  })) as { sessionId: string };
  const session = `${base}/session/${sessionId}`;
  const browser = descendants(driver.pid ?? 0).find(({ command }) => /\/MiniBrowser /.test(command));
  return {
    pid: browser?.pid ?? 0,
    send(command, parameters = {}) {
      const { id, ...body } = parameters as { id?: string };
      const [method, path] = ENDPOINTS[command];
      return call(method, `${session}${path.replace('{id}', id ?? '')}`, body);
    },
    async close() {
      await call('DELETE', session, {});
      await end(driver);
      await end(screen);
      removeFolder(home);
    },
  };
}

/** A display that nobody else uses, and its name. */
async function startDisplay(xvfb: string): Promise<{ display: string; child: ChildProcess }> {
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '800x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const names = child.stdio[3];
  if (names === null || names === undefined) throw new Error('Xvfb was started without a pipe.');
  const [name] = (await once(names, 'data', { signal: AbortSignal.timeout(20_000) })) as [Buffer];
  return { display: `:${name.toString().trim()}`, child };
}

async function call(method: 'POST' | 'DELETE', url: string, body: object): Promise<unknown> {
  const answer = await fetch(url, { method, body: method === 'POST' ? JSON.stringify(body) : null });
  const { value } = (await answer.json()) as { value: unknown };
  if (answer.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${error}: ${message}`);
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
