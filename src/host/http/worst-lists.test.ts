/** Lists from outside that would keep the host busy for seconds, in the body of any route: each costs next to nothing, whoever sends it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

interface Schema {
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly uniqueItems?: boolean;
  readonly maxItems?: number;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

/** As many as a body holds. */
const MANY = 32_000;
/** Of the processor, so that a busy machine changes nothing: far more than any needs. */
const ENOUGH_MS = 400;

let app: TestApp;
let game: SeatedGame;
beforeAll(async () => {
  app = await startTestApp();
  game = await makeGame(app);
});
afterAll(() => app.close());

interface Body {
  readonly path: string;
  readonly method: string;
  readonly schema: Schema;
}

async function bodies(): Promise<Body[]> {
  const { paths } = (await app.call('/docs/json')).json as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      return schema === undefined ? [] : [{ path, method: method.toUpperCase(), schema }];
    }),
  );
}

/** The schemas of all lists in it, at any depth, with the names of the fields that they are in. */
function listsIn(schema: Schema, within: readonly string[] = []): { list: Schema; at: readonly string[] }[] {
  return [
    ...(schema.type === 'array' ? [{ list: schema, at: within }] : []),
    ...(schema.items === undefined ? [] : listsIn(schema.items, within)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => listsIn(each, [...within, name])),
  ];
}

describe('a list', () => {
  it('of which nothing may repeat has a bound in every body', async () => {
    const lists = (await bodies()).flatMap(({ schema }) => listsIn(schema));
    const unique = lists.filter(({ list }) => list.uniqueItems === true);
    expect(unique.length).toBeGreaterThan(1);
    expect(unique.filter(({ list }) => (list.maxItems ?? Infinity) > 100)).toEqual([]);
  });

  it('of the same thing again and again is refused at once by every route, for a stranger, too', async () => {
    const slow: string[] = [];
    const sent: string[] = [];
    for (const { path, method, schema } of await bodies())
      for (const { at } of listsIn(schema).filter((each) => each.at.length === 1)) {
        const [field = ''] = at;
        const known = path.replace('{code}', game.code).replaceAll(/\{\w+\}/g, '1');
        const body = { [field]: Array.from({ length: MANY }, () => 1) };
        const began = process.threadCpuUsage();
        const { status } = await app.call(known, { method, body });
        const { user, system } = process.threadCpuUsage(began);
        const spent = (user + system) / 1_000;
        if (status >= 500 || spent > ENOUGH_MS)
          slow.push(`${method} ${path} ${field}: ${status}, ${spent} ms`);
        sent.push(field);
      }
    expect(slow).toEqual([]);
    expect(sent).toEqual(expect.arrayContaining(['needs', 'meets']));
  });
});
