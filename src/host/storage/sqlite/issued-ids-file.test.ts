/** Two hosts may have one folder for a while, the one that was displaced from it and the one that has it now: no number is ever lowered. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { ISSUED_IDS_FILE, issuedIdsIn, openIssuedIdsFile } from './issued-ids-file.ts';

let folder: ReturnType<typeof temporaryFolder>;
const notes: string[] = [];
const open = () => openIssuedIdsFile(folder.path, (line) => void notes.push(line));
const participants = () => issuedIdsIn(folder.path)?.participant ?? 0;
const text = () => readFileSync(join(folder.path, ISSUED_IDS_FILE), 'utf8');

beforeEach(() => {
  folder = temporaryFolder();
  notes.length = 0;
});
afterEach(() => folder.dispose());

describe('the issued ids of a displaced host', () => {
  it('leave the file alone when it ends', () => {
    const displaced = open();
    displaced.cover('participant', 1);
    const present = open();
    present.cover('participant', 5_000);
    const before = text();
    displaced.close({ game: 1, participant: 1, challenge: 0 });
    expect(text()).toBe(before);
    expect(notes).toEqual([]);
  });

  it('never lower what the present one has written, of any kind', () => {
    const displaced = open();
    displaced.cover('participant', 1);
    const present = open();
    present.cover('participant', 9_000);
    present.cover('game', 40);
    const games = issuedIdsIn(folder.path)?.game;
    displaced.cover('participant', 2_000);
    expect(participants()).toBeGreaterThanOrEqual(9_000);
    expect(issuedIdsIn(folder.path)?.game).toBe(games);
  });
});
