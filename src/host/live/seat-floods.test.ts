/** One seat that opens live connections faster than they are closed. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLOSE_CODES, MAX_SOCKETS_PER_PLAYER } from '../../protocol/frames.ts';
import { MAX_LIVE_PER_SEAT } from '../connections/crowd.ts';
import { RawClient, streamRequest, upgradeRequest } from './raw-client.harness.ts';
import { TestLive } from './test-live.harness.ts';

let harness: TestLive;
let anna: number;

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
});

afterEach(() => harness.close());

it.each([
  ['WebSockets', MAX_LIVE_PER_SEAT],
  ['streams', MAX_SOCKETS_PER_PLAYER],
  ['streams of one name', 1],
] as const)('of %s that are never read, %d at most remain', async (kind, most) => {
  const { code } = harness.room.state;
  const authorization = `Bearer ${harness.tokenOf(anna)}`;
  const sockets: Socket[] = [];
  const responses: ServerResponse[] = [];
  harness.app.server.on('upgrade', (_request, socket: Socket) => void sockets.push(socket));
  harness.app.server.on('request', (_request, response) => void responses.push(response));
  const open = () => [...sockets, ...responses].filter(({ closed }) => !closed).length;
  for (let made = 1; made <= MAX_LIVE_PER_SEAT + 20; made += 1) {
    const client = await RawClient.connect(harness.port);
    client.socket.pause();
    client.send(
      kind === 'WebSockets'
        ? upgradeRequest(`/ws/${code}/${anna}`, { Authorization: authorization })
        : streamRequest(
            `${code}/live/${anna}?connection=connection-${kind === 'streams' ? made : 0}`,
            authorization,
          ),
    );
    await harness.until(() => sockets.length + responses.length === made);
    await harness.settle();
    // With a database elsewhere, what is one too many may be closed only after all has come to rest here.
    await harness.until(() => {
      harness.clock.advance(0);
      return open() <= most;
    });
  }
  expect(open()).toBe(most);
});

it('polls under ever new names leave nothing behind but the last few of their seat', async () => {
  const { code } = harness.room.state;
  const names = Array.from({ length: MAX_LIVE_PER_SEAT + 20 }, (_, index) => `connection-${index}`);
  const ask = (name: string, method: string) =>
    fetch(`http://127.0.0.1:${harness.port}/api/v2/games/${code}/live/${anna}?poll=true&connection=${name}`, {
      method,
      headers: { Authorization: `Bearer ${harness.tokenOf(anna)}` },
      ...(method === 'POST' && { body: '{"type":"ping","t":1}' }),
    });
  for (const name of names) await (await ask(name, 'GET')).text();
  expect(harness.live.connections()).toBe(MAX_SOCKETS_PER_PLAYER);
  const answers = [];
  for (const name of names) {
    const answer = await ask(name, 'POST');
    answers.push({ status: answer.status, text: await answer.text() });
  }
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(names.length - MAX_LIVE_PER_SEAT);
  expect(answers.filter(({ text }) => text.includes('"pong"'))).toHaveLength(MAX_SOCKETS_PER_PLAYER);
  expect(answers.filter(({ text }) => text.includes(`${CLOSE_CODES.tooManySockets}`))).toHaveLength(
    MAX_LIVE_PER_SEAT - MAX_SOCKETS_PER_PLAYER,
  );
});
