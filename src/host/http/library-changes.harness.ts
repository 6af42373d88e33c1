/** The routes of the library, and a change by each, for the tests that go through all routes. */
import type { TestApp, TestRequest } from './test-app.harness.ts';

export const LIBRARY_ROUTES: readonly (readonly [method: string, path: string, status: number])[] = [
  ['get', '/api/v2/library', 200],
  ['post', '/api/v2/library/exercises', 201],
  ['patch', '/api/v2/library/exercises/{id}', 200],
  ['delete', '/api/v2/library/exercises/{id}', 204],
  ['post', '/api/v2/library/templates', 201],
  ['patch', '/api/v2/library/templates/{id}', 200],
  ['delete', '/api/v2/library/templates/{id}', 204],
  ['get', '/api/v2/library/export', 200],
  ['post', '/api/v2/library/import', 200],
];

interface Changed {
  readonly app: TestApp;
  readonly gameCode: string;
}

interface LibraryChange {
  readonly path: string;
  readonly call: TestRequest;
  /** A body that would change something else. */
  readonly other: unknown;
}

/** @param current what the tests are at */
export function changesOfLibrary(
  current: () => Changed,
): readonly (readonly [route: string, what: string, make: () => Promise<LibraryChange>])[] {
  let names = 0;
  const name = () => {
    names += 1;
    return { name: `Name ${names}` };
  };
  const exercise = () => ({ ...name(), target: 10 });
  const template = () => ({ ...name(), game_code: current().gameCode, exercises: [] });
  const file = () =>
    `{"format":"trading-game-night-library","version":1}\n${JSON.stringify({ exercise: exercise() })}\n`;
  const call = (method: string, body: unknown, headers?: TestRequest['headers']): TestRequest => ({
    token: current().app.seats.ownerToken,
    method,
    body,
    ...(headers !== undefined && { headers }),
  });
  const change = (tail: string, how: TestRequest, other: unknown): LibraryChange => ({
    path: `/api/v2/library${tail}`,
    call: how,
    other,
  });
  /** The path of what was added just now. */
  const added = async (path: string, body: object) => {
    const { json } = await current().app.call(`/api/v2/library${path}`, call('POST', body));
    return `${path}/${String(json['id'])}`;
  };
  return [
    ['post /library/exercises', '', async () => change('/exercises', call('POST', exercise()), exercise())],
    [
      'patch /library/exercises/{id}',
      '',
      async () => change(await added('/exercises', exercise()), call('PATCH', exercise()), exercise()),
    ],
    [
      'delete /library/exercises/{id}',
      '',
      async () => change(await added('/exercises', exercise()), call('DELETE', {}), { other: 1 }),
    ],
    ['post /library/templates', '', async () => change('/templates', call('POST', template()), template())],
    [
      'patch /library/templates/{id}',
      '',
      async () => change(await added('/templates', template()), call('PATCH', name()), name()),
    ],
    [
      'delete /library/templates/{id}',
      '',
      async () => change(await added('/templates', template()), call('DELETE', {}), { other: 1 }),
    ],
    [
      'post /library/import',
      '',
      async () => change('/import', call('POST', file(), { 'content-type': 'application/x-ndjson' }), file()),
    ],
  ];
}

/** One more with each change. */
export async function libraryRevision(app: TestApp): Promise<number> {
  return (await app.store.exerciseLibrary.read())?.revision ?? 0;
}
