import { EventEmitter } from 'node:events';
import type { NativeImage } from 'electron';
import { describe, expect, it } from 'vitest';
import { fakeEvent } from './app.fake.ts';
import { FakeHost } from './host.fake.ts';
import { createNotifier, type NotifierDependencies } from './notifier.ts';
import { showWaitingCount, type WaitingCountDependencies, windowTitle } from './waiting-count.ts';
import { FakeWindow } from './windows/window.fake.ts';

function scene(platform: NodeJS.Platform = 'linux') {
  const host = new FakeHost();
  const window = new FakeWindow();
  const recorded: string[] = [];
  const shown: EventEmitter[] = [];
  let clicks = 0;
  const notifier = createNotifier(
    {
      isSupported: () => true,
      create({ title = '' }) {
        const notification = Object.assign(new EventEmitter(), {
          show: () => void recorded.push(title),
          close: () => void recorded.push('closed'),
        });
        shown.push(notification);
        return notification as unknown as ReturnType<NotifierDependencies['create']>;
      },
      report: (message) => void recorded.push(message),
    },
    () => (clicks += 1),
  );
  const badges: string[] = [];
  const stop = showWaitingCount({
    app: { setBadgeCount: (count) => badges.push(String(count)) > 0 },
    platform,
    host,
    desk: {
      window: window as unknown as WaitingCountDependencies['desk']['window'],
      isOnScreen: () => !window.isHidden,
    },
    badgeImage: (waiting) => ({ waiting }) as unknown as NativeImage,
    notifier,
  });
  return {
    host,
    window,
    recorded,
    badges,
    stop,
    click: () => shown.at(-1)?.emit('click'),
    clicks: () => clicks,
  };
}

describe('the number of waiting requests', () => {
  it.each(['linux', 'darwin'] as const)('is the badge of the app on %s', (platform) => {
    const { host, badges, window } = scene(platform);
    host.setWaiting(3);
    host.setWaiting(0);
    expect(badges).toEqual(['0', '3', '0']);
    expect(window.overlay).toBeNull();
  });

  it("is an overlay on Windows' taskbar button, with a description, and is set again when the window is shown", () => {
    const { host, badges, window } = scene('win32');
    host.setWaiting(1);
    expect([window.overlay, badges]).toEqual(['1 request is waiting', []]);
    window.overlay = null;
    window.emit('show');
    expect(window.overlay).toBe('1 request is waiting');
  });

  it('is in the title, whichever page the window shows', () => {
    const { host, window } = scene();
    host.setWaiting(2);
    expect(window.title).toBe('(2) Trading Game Night');
    const event = fakeEvent();
    window.emit('page-title-updated', event, 'Friday night', true);
    expect([event.isPrevented(), window.title]).toEqual([true, '(2) Friday night']);
    host.setWaiting(0);
    expect(window.title).toBe('Friday night');
  });

  it('is no longer updated once the app is quitting', () => {
    const { host, badges, stop } = scene();
    stop();
    host.setWaiting(3);
    expect(badges).toEqual(['0']);
  });
});

it.each([
  ['Friday night', 0, 'Friday night'],
  ['(1) Friday night', 1, '(1) Friday night'],
  ['(1) Friday night', 3, '(3) Friday night'],
  ['(4) Rehearsal', 0, '(4) Rehearsal'],
  ['(old) Friday night', 2, '(2) (old) Friday night'],
  ['\u2068(99) Party\u2069', 0, '\u2068(99) Party\u2069'],
  ['(2) \u2068(99) Party\u2069', 2, '(2) \u2068(99) Party\u2069'],
])('"%s" with %i waiting is "%s"', (page, waiting, title) => {
  expect(windowTitle(page, waiting)).toBe(title);
});

describe('a notification', () => {
  it('is shown when the number rises while the desk is out of sight, one at a time', () => {
    const { host, window, recorded } = scene();
    host.setWaiting(1);
    expect(recorded).toEqual([]);
    window.isHidden = true;
    host.setWaiting(2);
    host.setWaiting(1);
    host.setWaiting(3);
    expect(recorded).toEqual(['2 requests are waiting', 'closed', '3 requests are waiting']);
  });

  it('is removed when nothing is waiting any more, or the desk is in sight', () => {
    const { host, window, recorded } = scene();
    window.isHidden = true;
    host.setWaiting(1);
    host.setWaiting(0);
    host.setWaiting(1);
    window.emit('show');
    expect(recorded).toEqual(['1 request is waiting', 'closed', '1 request is waiting', 'closed']);
  });

  it('opens the desk when clicked', () => {
    const { host, window, click, clicks } = scene();
    window.isHidden = true;
    host.setWaiting(1);
    click();
    expect(clicks()).toBe(1);
  });
});

it('shows nothing if the system does not support notifications', () => {
  const created: unknown[] = [];
  const notifier = createNotifier(
    {
      isSupported: () => false,
      create: (options) => created.push(options) as never,
      report: () => undefined,
    },
    () => undefined,
  );
  notifier.show({ title: 'The evening goes on', body: '' });
  expect(created).toEqual([]);
});
