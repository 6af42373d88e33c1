import type { Namespace } from '../../src/host/lan/network-namespaces.harness.ts';

/** Fetches what each line of its standard input says, and prints the answers. */
const PROGRAM = `
  import { createInterface } from 'node:readline';
  const print = (answer) => console.log(JSON.stringify(answer));
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, url, init } = JSON.parse(line);
    const signal = AbortSignal.timeout(30_000);
    fetch(url, { ...init, signal }).then(
      async (answer) => print({ id, status: answer.status, body: await answer.text() }),
      (error) => print({ id, error: String(error.cause ?? error) }),
    );
  }
`;

interface Answer {
  readonly id: number;
  readonly status?: number;
  readonly body?: string;
  readonly error?: string;
}

/** `fetch` from inside a namespace, for bodies of text. */
export function fetchInside(namespace: Namespace): (url: string, init?: RequestInit) => Promise<Response> {
  const process_ = namespace.run(process.execPath, ['--input-type=module', '-e', PROGRAM]);
  let lastId = 0;
  return async (url, init = {}) => {
    const id = (lastId += 1);
    process_.process.stdin.write(`${JSON.stringify({ id, url, init })}\n`);
    const line = await process_.line((each) => (JSON.parse(each) as Answer).id === id, 40_000);
    const { status, body = '', error } = JSON.parse(line) as Answer;
    if (status === undefined) throw new Error(error);
    return new Response(body === '' ? null : body, { status });
  };
}
