import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { wordsOf } from '../host/start/terminal-words.ts';
import { startDemo } from './start-demo.ts';

let server: Server | null = null;
afterEach(() => server?.close());

/** A host that refuses to make a game. */
async function refuseWith(problem: object, status: number): Promise<string> {
  server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', connection: 'close' });
    response.end(JSON.stringify({ type: 'urn:x', title: 'No', status, ...problem }));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${port}`;
}

async function linesOf(hostUrl: string, language: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const demo = { hostUrl, ownerToken: 'token', players: 2, banker: false };
  await startDemo(demo, (line) => lines.push(line), wordsOf(language));
  return lines;
}

it('says in the words of the terminal that the rehearsal cannot be stored, and lets the host go on', async () => {
  const problem = {
    code: 'storage',
    reason: 'not_saved',
    params: { error: 'read_only' },
    detail: 'The laptop could not save this, so nothing was changed.',
  };
  const url = await refuseWith(problem, 503);
  const { say } = wordsOf('de');
  expect(await linesOf(url, 'de')).toEqual([
    say('rehearsal_failed', { why: say('storage_error.read_only') }),
  ]);
});

it('says what the host answered where that is all there is to say', async () => {
  const url = await refuseWith({ code: 'no_right', detail: 'This needs a seat.' }, 401);
  expect(await linesOf(url, 'en')).toEqual(['The rehearsal could not start. This needs a seat.']);
});
