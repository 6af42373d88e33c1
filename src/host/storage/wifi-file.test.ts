import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from './event-store.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { openWifiFile, WIFI_FILE, type StoredWifi } from './wifi-file.ts';

const FROZEN = join(import.meta.dirname, 'frozen/wifi-1.json');
const HALL: StoredWifi = {
  network: { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false },
  on_board: false,
};

let folder: ReturnType<typeof temporaryFolder>;
let notes: string[];
beforeEach(() => {
  folder = temporaryFolder();
  notes = [];
});
afterEach(() => folder.dispose());
const open = () => openWifiFile(folder.path, (line) => notes.push(line));
const path = () => join(folder.path, WIFI_FILE);

describe('the stored Wi-Fi', () => {
  it('is there again for whoever opens the folder next, until it is removed', () => {
    expect(open().read()).toBeNull();
    open().write(HALL);
    expect(open().read()).toEqual(HALL);
    const garden = { ...HALL, network: { ...HALL.network, ssid: 'Garden' }, on_board: true };
    open().write(garden);
    expect(open().read()).toEqual(garden);
    open().remove();
    expect(open().read()).toBeNull();
    expect(readdirSync(folder.path)).toEqual([]);
    open().remove();
    expect(notes).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is for its owner only', () => {
    open().write(HALL);
    expect(statSync(path()).mode & 0o077).toBe(0);
    chmodSync(path(), 0o644);
    open().read();
    expect(statSync(path()).mode & 0o077).toBe(0);
  });

  it('of version 1 opens for ever', () => {
    copyFileSync(FROZEN, path());
    expect(open().read()).toEqual({
      network: { ssid: 'Hütte; "Nord"', security: 'wpa', password: String.raw`open: sesame\1`, hidden: true },
      on_board: true,
    });
  });

  it('is not on the board unless it says so', () => {
    writeFileSync(path(), JSON.stringify({ version: 1, network: HALL.network }));
    expect(open().read()).toEqual(HALL);
  });

  it.each([
    ['of a newer version', JSON.stringify({ version: 2, ...HALL }), 'was written by a newer version'],
    ['that is half written', JSON.stringify({ version: 1, ...HALL }).slice(0, -9), 'is damaged'],
    [
      'that no phone could join',
      JSON.stringify({ version: 1, network: { ...HALL.network, ssid: '' } }),
      'is damaged',
    ],
    [
      'in another encoding',
      Buffer.from(JSON.stringify({ version: 1, network: { ...HALL.network, ssid: 'Zoë' } }), 'latin1'),
      'is damaged',
    ],
    ['that is something else', '[]', 'is damaged'],
    ['that is empty', '', 'is damaged'],
  ])('%s is left alone, and that is noted without it', (_what, text, why) => {
    writeFileSync(path(), text);
    expect(open().read()).toBeNull();
    expect(notes).toEqual([`${path()} ${why}: the Wi-Fi has to be typed again`]);
    expect(readFileSync(path())).toEqual(Buffer.from(text));
  });

  it('that cannot be written is refused', () => {
    const gone = openWifiFile(join(folder.path, 'missing'), () => undefined);
    expect(() => gone.write(HALL)).toThrow(StorageError);
    expect(existsSync(path())).toBe(false);
  });
});
