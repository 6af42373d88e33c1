import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';
import { cellsThatRun } from './spreadsheet.harness.ts';

describe('a table', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['%0A', "'%0A"],
    ['-5;x', '"\'-5;x"'],
    ['+49 151', "'+49 151"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\t\'=1"'],
    [' =1', '" \'=1"'],
    ['\u00A0=1', '"\u00A0\'=1"'],
    ['\u200B=1', '"\u200B\'=1"'],
    ['"=1"', '"""\'=1"""'],
    ['“=1', "“'=1"],
    ['x;=1', '"x;\'=1"'],
    ['x; =1', '"x; \'=1"'],
    ['x;"=1"', '"x;""\'=1"""'],
    ['x\t@SUM(A1)', '"x\t\'@SUM(A1)"'],
    ['x,+1+1', '"x,\'+1+1"'],
    ['x\n-1+1', '"x\n\'-1+1"'],
    ['x|=1', '"x|\'=1"'],
    ['|=1', '"\'|\'=1"'],
    ['\uFF0B1', "'\uFF0B1"],
    ['\u22121', "'\u22121"],
    ['{"at":-5,"by":-1.5}', '"{""at"":-5,""by"":-1.5}"'],
    ['{"name":";=1"}', '"{""name"":"";\'=1""}"'],
    ['Anna =1+1 @home', "Anna '=1+1 '@home"],
    ['Mary-Jane = 1 + 2 @ home', 'Mary-Jane = 1 + 2 @ home'],
    ['2026-11-24T19:00:00.000Z', '2026-11-24T19:00:00.000Z'],
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

describe('a table in a spreadsheet', () => {
  it('has the same cells where semicolons separate them', () => {
    const cells = ['Anna; Ben', 'x,y', '12', ''];
    expect(csvLine(cells, ';')).toBe('"Anna; Ben";"x,y";12;\r\n');
    expect(parse(csvLine(cells, ';'), { delimiter: ';' })).toEqual([cells]);
  });

  const signs = Array.from(
    '=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE66%|;,\t\n\r \u00A0\u200B\u2800"\'“1a()\u{1F98A}',
  );
  const attacks = ['\r\n', '=1+1', "=cmd|' /C calc'!A0", ';=HYPERLINK("http://x";"y")', 'Anna'];
  const nasty = fc.constantFrom(...signs, ...attacks);
  const text = fc.string({ unit: nasty, maxLength: 12 });
  const json = text.map((name) => JSON.stringify({ name, at: -5, description: name }));

  it('runs nothing, wherever it splits the lines', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, json), { minLength: 1, maxLength: 4 }), (cells) => {
        expect(cellsThatRun(csvLine(['1', ...cells]) + csvLine(['2', ...cells]))).toEqual([]);
      }),
      { numRuns: 500, examples: [[['\n', '-1']]] },
    );
  });

  it('split at commas has the cells that were written, but for apostrophes', () => {
    const bare = (cell: string) => cell.replaceAll("'", '');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
        const [row] = parse(csvLine(['1', ...cells]), { record_delimiter: '\r\n' });
        expect(row?.map(bare)).toEqual(['1', ...cells.map(bare)]);
      }),
      { numRuns: 300 },
    );
  });

  it('is read as JSON again, where it was JSON', () => {
    fc.assert(
      fc.property(json, (cell) => {
        const [row] = parse(csvLine([cell]), { record_delimiter: '\r\n' });
        expect(JSON.parse(row?.[0] ?? '')).toMatchObject({ at: -5 });
      }),
    );
  });
});
