import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHostClient, HostError, newIdempotencyKey } from './host-client.ts';
import { CALL_TIMEOUT_MS } from './http-call.ts';
import { createManualEnvironment } from './manual-environment.fake.ts';
import { waitFor } from './wait-for.harness.ts';

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

/** Replies in order; the last one repeats. */
let replies: Reply[];
const received: { readonly key: string | undefined; readonly request: IncomingMessage }[] = [];
const server = createServer((request, response) => {
  const key = request.headers['idempotency-key'];
  received.push({ key: typeof key === 'string' ? key : undefined, request });
  const reply = replies.length > 1 ? replies.shift() : replies[0];
  reply?.(request, response);
});

const ticket = { ticket: 'abc', url: '/banker/#ticket=abc' };
const good: Reply = (_, response) => response.end(JSON.stringify(ticket));
/** The command may have been carried out; its answer is lost. */
const lost: Reply = (request) => request.socket.destroy();
const silent: Reply = () => undefined;
const problem =
  (status: number, code: string, headers: Record<string, string> = {}): Reply =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(JSON.stringify({ type: 'x', title: 'T', status, detail: 'Because.', code }));
  };

function client() {
  const environment = createManualEnvironment();
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const calls = createHostClient({
    baseUrl: `http://127.0.0.1:${port}`,
    seat: 7,
    token: 'secret',
    environment,
  });
  return { environment, issue: (o = {}) => calls.issueTicket('PLAY23', { for: 'board' }, o), calls };
}

/** Advances time until a call ends. */
async function settle<Answer>(
  call: Promise<Answer>,
  environment: ReturnType<typeof createManualEnvironment>,
) {
  let isOver = false;
  const outcome = call.catch((error: unknown) => error).finally(() => (isOver = true));
  await waitFor(() => {
    environment.advance(100);
    expect(isOver).toBe(true);
  });
  return outcome;
}

beforeEach(async () => {
  received.length = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('a command', () => {
  it('names its seat and carries a key of its own', async () => {
    replies = [good];
    const { issue } = client();
    await expect(issue()).resolves.toEqual(ticket);
    await issue();
    const [first, second] = received;
    expect(first?.request.headers).toMatchObject({ seat: '7', authorization: 'Bearer secret' });
    expect(first?.key).toMatch(/^[\w-]{22}$/);
    expect(second?.key).not.toBe(first?.key);
  });

  it('G2: is sent again with the same key while its outcome is unknown', async () => {
    replies = [lost, lost, good];
    const { issue, environment } = client();
    await expect(settle(issue({ retryForMs: 60_000 }), environment)).resolves.toEqual(ticket);
    expect(received.map(({ key }) => key)).toEqual([received[0]?.key, received[0]?.key, received[0]?.key]);
    expect(received).toHaveLength(3);
  });

  it('G2: reports an unknown outcome, so that the page can send the same key again', async () => {
    replies = [lost, good];
    const { issue, environment } = client();
    const key = newIdempotencyKey(environment);
    await expect(issue({ idempotencyKey: key })).rejects.toMatchObject({
      unknownOutcome: true,
      problem: null,
    });
    await issue({ idempotencyKey: key });
    expect(received.map((call) => call.key)).toEqual([key, key]);
  });

  it('G2: is not retried once the rules have refused it', async () => {
    replies = [problem(409, 'team_locked')];
    const { issue } = client();
    await expect(issue({ retryForMs: 60_000 })).rejects.toMatchObject({
      message: 'Because.',
      unknownOutcome: false,
      problem: { code: 'team_locked', status: 409 },
    });
    expect(received).toHaveLength(1);
  });

  it('G8: waits as long as the host asks while the storage fails', async () => {
    replies = [problem(503, 'storage', { 'Retry-After': '2' }), good];
    const { issue, environment } = client();
    const call = issue({ retryForMs: 60_000 });
    await waitFor(() => expect(environment.pendingTimers).toEqual([2_000]));
    environment.advance(2_000);
    await expect(call).resolves.toEqual(ticket);
    expect(received.map(({ key }) => key)).toEqual([received[0]?.key, received[0]?.key]);
  });

  it('gives up when the retry time is over, with the last error', async () => {
    replies = [problem(503, 'storage')];
    const { issue, environment } = client();
    const error = await settle(issue({ retryForMs: 5_000 }), environment);
    expect(error).toBeInstanceOf(HostError);
    expect(error).toMatchObject({ problem: { code: 'storage' } });
  });

  it('waits no longer than 8 s for one answer', async () => {
    replies = [silent];
    const { issue, environment } = client();
    const call = issue();
    await waitFor(() => expect(received).toHaveLength(1));
    environment.advance(CALL_TIMEOUT_MS);
    await expect(call).rejects.toMatchObject({
      message: 'The host did not answer in time.',
      unknownOutcome: true,
    });
  });

  it('waits longer if the call says so', async () => {
    replies = [silent];
    const { issue, environment } = client();
    const call = issue({ timeoutMs: 60_000 });
    await waitFor(() => expect(received).toHaveLength(1));
    expect(environment.pendingTimers).toEqual([60_000]);
    environment.advance(60_000);
    await expect(call).rejects.toMatchObject({ message: 'The host did not answer in time.' });
  });

  it('ends when its caller gives up', async () => {
    replies = [silent];
    const { issue } = client();
    const controller = new AbortController();
    const call = issue({ signal: controller.signal, retryForMs: 60_000 });
    await waitFor(() => expect(received).toHaveLength(1));
    controller.abort();
    await expect(call).rejects.toMatchObject({ unknownOutcome: true });
    expect(received).toHaveLength(1);
  });

  it.each(['', '{"ticket":7}', '<html>'])('rejects an answer that breaks the contract: %s', async (text) => {
    replies = [(_, response) => response.end(text)];
    await expect(client().issue()).rejects.toMatchObject({ problem: null, unknownOutcome: true });
  });
});

describe('reading', () => {
  it('follows only paths of this host', () => {
    replies = [good];
    expect(() => client().calls.nextPage('https://elsewhere.example/')).toThrow('starts with "/"');
  });
});
