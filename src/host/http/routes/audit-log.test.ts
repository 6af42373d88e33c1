import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvLine } from '../csv.ts';
import { makeGame, startTestApp, type TestApp, type SeatedGame } from '../test-app.harness.ts';

describe('a table', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 151', "'+49 151"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    [' =1', "' =1"],
    ['\uFF1D1', "'\uFF1D1"],
    ['-12.5', '-12.5'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['Anna, "the" fox\n', '"Anna, ""the"" fox\n"'],
    ['Anna', 'Anna'],
    ['', ''],
  ])('holds %j as %j', (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`);
  });
});

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
    expect(lines[5]).toMatch(/^5,2026-11-24T19:00:00\.000Z,0,2,'=cmd\|calc,challenge_requested,"\{/);
  });
});
