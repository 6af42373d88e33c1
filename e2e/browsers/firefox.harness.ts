/** Firefox by Marionette, its own end of WebDriver: geckodriver, which Debian lacks, only translates to it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { makeTemporaryFolder, removeFolder } from '../../scripts/temporary-folder.ts';
import { type DrivenBrowser, poll } from './webdriver.harness.ts';

const PREFERENCES = {
  // Any free port; the profile then says which.
  'marionette.port': 0,
  // Nothing of Mozilla's own on the network.
  'remote.prefs.recommended': true,
  'app.normandy.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/** A headless window of the size of a phone. */
export async function startFirefox(program: string): Promise<DrivenBrowser> {
  const profile = makeTemporaryFolder('night-firefox-');
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  // On Windows a launcher would end at once.
  const waits = process.platform === 'win32' ? ['--wait-for-browser'] : [];
  const child = spawn(
    program,
    ['--marionette', '--headless', '--no-remote', ...waits, '--profile', profile],
    {
      stdio: 'ignore',
      env: { ...process.env, MOZ_HEADLESS_WIDTH: '500', MOZ_HEADLESS_HEIGHT: '900' },
    },
  );
  const ended = once(child, 'exit');
  const portFile = join(profile, 'MarionetteActivePort');
  const port = await poll('Firefox listens', () =>
    existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || undefined : undefined,
  );
  const marionette = await Marionette.connect(port);
  await marionette.send('WebDriver:NewSession', {});
  return {
    pid: child.pid ?? 0,
    send: (command, parameters = {}) => marionette.send(`WebDriver:${command}`, parameters),
    async close() {
      // Its children would outlive a kill.
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] });
      await ended;
      removeFolder(profile);
    },
  };
}

type Answer = readonly [1, id: number, error: { error: string; message: string } | null, result: unknown];

/** Messages are JSON behind their length: `17:[0,1,"Name",{}]`. */
class Marionette {
  readonly #socket: Socket;
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      while (this.#takeMessage());
    });
    socket.on('close', () => {
      for (const pending of this.#pending.values()) pending.reject(new Error('Firefox ended'));
    });
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = createConnection(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Marionette(socket);
  }

  async send(name: string, parameters: object): Promise<unknown> {
    const id = (this.#lastId += 1);
    const message = Buffer.from(JSON.stringify([0, id, name, parameters]));
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
    });
  }

  #takeMessage(): boolean {
    const colon = this.#received.indexOf(':');
    if (colon === -1) return false;
    const end = colon + 1 + Number(this.#received.subarray(0, colon));
    if (this.#received.length < end) return false;
    const message = JSON.parse(this.#received.toString('utf8', colon + 1, end)) as Answer | object;
    this.#received = this.#received.subarray(end);
    // The first message is no answer: it says which protocol this is.
    if (Array.isArray(message)) this.#settle(message as unknown as Answer);
    return true;
  }

  #settle([, id, error, result]: Answer): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error !== null) pending?.reject(new Error(`${error.error}: ${error.message}`));
    else if (typeof result === 'object' && result !== null && 'value' in result)
      pending?.resolve(result.value);
    else pending?.resolve(result);
  }
}
