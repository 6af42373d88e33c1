/** A laptop and a phone on one cable, as network namespaces: the real host, a real browser, and addresses that come and go. */
import { randomUUID } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../scripts/find-browser.ts';
import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import { connectNamespaces, type NamespacePair } from '../src/host/lan/network-namespaces.harness.ts';
import type { ReadyLine } from './running-host.harness.ts';

const ROOT = join(import.meta.dirname, '..');
const PORT = 4747;

export class LaptopAndPhone {
  readonly #ip: string;
  readonly #wire: NamespacePair;
  readonly #folder = makeTemporaryFolder('night-');
  #ready: ReadyLine | null = null;
  readonly #browsers: Browser[] = [];

  /** @param ip the path of iproute2's program */
  constructor(ip: string) {
    this.#ip = ip;
    this.#wire = connectNamespaces(ip);
  }

  /** Runs `ip ARGS` on the laptop. */
  onLaptop(...args: readonly string[]): void {
    this.#wire.left.ip(...args);
  }

  /** Runs `ip ARGS` on the phone. */
  onPhone(...args: readonly string[]): void {
    this.#wire.right.ip(...args);
  }

  /** Starts the host on the laptop, whose address is 10.77.0.1. */
  async startHost(): Promise<void> {
    const options = ['--json', '--port', String(PORT), '--data', join(this.#folder, 'data')];
    const host = this.#wire.left.run(process.execPath, [join(ROOT, 'src/cli/index.ts'), ...options]);
    this.#ready = JSON.parse(await host.line((line) => line.startsWith('{"ready"'), 40_000)) as ReadyLine;
  }

  /** A browser on the phone. `names`: where `.local` names lead, which the laptop's mDNS would tell real phones. */
  openBrowser(names: string): Promise<Browser> {
    return this.#launch(this.#wire.right.name, [`--host-resolver-rules=MAP *.local ${names}`]);
  }

  /** The desk, in a browser on the laptop. */
  async openDesk(): Promise<Page> {
    const browser = await this.#launch(this.#wire.left.name, []);
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await page.goto(this.#ready?.banker_url ?? '');
    return page;
  }

  async #launch(namespace: string, args: readonly string[]): Promise<Browser> {
    // Playwright talks to the browser through a pipe, which namespaces do not separate.
    const program = join(this.#folder, `${namespace}.sh`);
    const inside = `exec ${this.#ip} netns exec ${namespace} ${findBrowser()} "$@"`;
    writeFileSync(program, `#!/bin/sh\n${inside}\n`);
    chmodSync(program, 0o755);
    const browser = await chromium.launch({
      executablePath: program,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...args],
    });
    this.#browsers.push(browser);
    return browser;
  }

  url(address: string, path: string): string {
    return `http://${address}:${PORT}${path}`;
  }

  /** Calls /api/v2 on the laptop as the owner. Throws the host's answer if it is not 2xx. */
  async api<Answer>(
    path: string,
    body?: object,
    method = body === undefined ? 'GET' : 'POST',
  ): Promise<Answer> {
    if (this.#ready === null) throw new Error('The host is not running.');
    const headers = {
      authorization: `Bearer ${this.#ready.banker_token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const request = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const url = `${this.#ready.url}/api/v2${path}`;
    const script = `const answer = await fetch(${JSON.stringify(url)}, ${JSON.stringify(request)});
      console.log(JSON.stringify({ status: answer.status, body: await answer.json() }));`;
    const run = this.#wire.left.run(process.execPath, ['--input-type=module', '-e', script]);
    const answer = JSON.parse(await run.line((line) => line.startsWith('{'))) as {
      status: number;
      body: Answer;
    };
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /**
   * A device of somebody else takes these addresses. It lets every page ask it, passes questions on to the laptop as they came, and
   * has a page of its own for all else. Resolves with a list that grows: what it was asked for.
   */
  async startStranger(addresses: readonly string[], laptop: string): Promise<readonly string[]> {
    for (const address of addresses) this.onPhone('addr', 'add', `${address}/24`, 'dev', 'wire');
    const stranger = this.#wire.right.run(process.execPath, [
      '--input-type=module',
      '-e',
      `import { createServer, request } from 'node:http';
      const server = createServer(({ method, url, headers }, response) => {
        console.log(method + ' ' + url.split('?')[0]);
        response.setHeader('access-control-allow-origin', '*');
        if (!url.includes('/proof')) return response.end('<h1>Somebody else</h1>');
        const asked = request({ host: '${laptop}', port: ${PORT}, path: url, headers: { host: headers.host } }, (answer) => {
          response.statusCode = answer.statusCode;
          answer.pipe(response);
        });
        asked.on('error', () => response.destroy()).end();
      });
      server.listen(${PORT}, () => console.log('listening'));`,
    ]);
    await stranger.line((line) => line === 'listening');
    return stranger.lines;
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
    this.#wire.close();
    removeFolder(this.#folder);
  }
}
