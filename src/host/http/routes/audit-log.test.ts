import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsThatRun } from '../../../protocol/spreadsheet.harness.ts';
import { makeGame, startTestApp, type TestApp, type SeatedGame } from '../test-app.harness.ts';

/** Names that begin a formula behind a separator, as they can be typed. */
const HOSTILE = [';=1+1', 'a;@SUM(1)', ';"=1+1";', 'b|+1', 'c,-1+1', '; \uFF1D1', ';“=1”'];

describe('the audit log', () => {
  let app: TestApp;
  let game: SeatedGame;
  beforeAll(async () => {
    app = await startTestApp();
    game = await makeGame(app);
    const anna = await game.join('=cmd|calc');
    await game.asOwner('/start');
    await game.request(anna);
  });
  afterAll(() => app.close());

  it('is read newest first, page by page, without a gap', async () => {
    const seqs: unknown[] = [];
    let next: unknown = `${game.path}/events?limit=2`;
    while (typeof next === 'string' && seqs.length < 20) {
      const { json } = await app.call(next, { token: game.banker.token });
      seqs.push(...(json['items'] as { seq: number }[]).map(({ seq }) => seq));
      next = json['next'];
    }
    expect(seqs).toEqual([5, 4, 3, 2, 1]);
  });

  it('says who did what, and when', async () => {
    const { json } = await game.call('/events?limit=1', { token: game.banker.token });
    expect(json['items']).toMatchObject([
      {
        seq: 5,
        by_name: '=cmd|calc',
        type: 'challenge_requested',
        body: { building: 'farm' },
        at: '2026-11-24T19:00:00.000Z',
      },
    ]);
  });

  it('can be downloaded as a table that runs nothing', async () => {
    const table = await game.call('/events.csv', { token: game.banker.token });
    expect(table.headers.get('content-disposition')).toBe(
      `attachment; filename="game-${game.code}-events.csv"`,
    );
    expect(table.headers.get('cache-control')).toBe('no-store');
    const lines = table.text.split('\r\n');
    expect(lines[0]?.replace('\uFEFF', '')).toBe('seq,at,play_ms,by,by_name,type,body');
    expect(lines).toHaveLength(7);
    expect(lines[5]).toMatch(/^5,2026-11-24T19:00:00\.000Z,0,\d+,"'=cmd\|calc",challenge_requested,"\{/);
  });

  it.each([
    ['de-AT', 'Schritt,Wann (UTC),'],
    ['fr', 'Étape,Quand (UTC),'],
    ['es', 'Paso,Cuándo (UTC),'],
    ['ar', 'الخطوة,متى (UTC),'],
    ['nl', 'Step,When (UTC),'],
    ['__proto__', 'Step,When (UTC),'],
    ['', 'Step,When (UTC),'],
  ])('has headings for people who read "%s", above the same columns', async (lang, begins) => {
    const { text } = await game.call(`/events.csv?lang=${lang}`, { token: game.banker.token });
    const [head = '', ...rows] = text.replace('\uFEFF', '').split('\r\n');
    expect(head.startsWith(begins)).toBe(true);
    expect(head.split(',')).toHaveLength(7);
    const plain = await game.call('/events.csv', { token: game.banker.token });
    expect(rows).toEqual(plain.text.split('\r\n').slice(1));
  });

  it('runs nothing in a spreadsheet that splits it elsewhere than at commas', async () => {
    const other = await makeGame(app);
    for (const name of HOSTILE) await other.join(name);
    const anna = await other.join('Anna');
    await other.asOwner('/start');
    await other.request(anna);
    const { text } = await other.call('/events.csv', { token: other.banker.token });
    expect(text).toContain('@SUM(1)');
    expect(cellsThatRun(text)).toEqual([]);
  });
});
