import { describe, expect, it } from 'vitest';
import { FakeApp, fakeEvent } from '../fakes.ts';
import { type ClosingChoice, createQuitting, type QuittingParts } from './quitting.ts';

interface Scene {
  quitting: ReturnType<typeof createQuitting>;
  app: FakeApp;
  said: string[];
  answer: (choice: ClosingChoice) => void;
  timers: (() => void)[];
}

function scene(overrides: Partial<QuittingParts> = {}, isGameRunning = true): Scene {
  const app = new FakeApp();
  const said: string[] = [];
  const timers: (() => void)[] = [];
  let answer: (choice: ClosingChoice) => void = () => undefined;
  const quitting = createQuitting({
    exit: (code) => app.exit(code),
    isGameRunning: () => isGameRunning,
    ask: () => {
      said.push('asked');
      return new Promise((resolve) => (answer = resolve));
    },
    endGames: async () => void said.push('games ended'),
    hideDesk: () => void said.push('desk hidden'),
    closeHost: async () => void said.push('host closed'),
    after: (_ms, call) => void timers.push(call),
    raiseDesk: () => void said.push('desk raised'),
    rememberPlace: () => void said.push('place kept'),
    report: (_message, error) => void said.push(String(error)),
    ...overrides,
  });
  return { quitting, app, said, timers, answer: (choice) => answer(choice) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('leaving the app', () => {
  it('closes the host and exits without a question when no game runs', async () => {
    const { quitting, app, said } = scene({}, false);
    const event = fakeEvent();
    quitting.onWindowClose(event);
    await settled();
    expect(event.isPrevented()).toBe(true);
    expect(said).toEqual(['place kept', 'host closed']);
    expect(app.said).toEqual(['exit 0']);
  });

  it('asks while a game runs, and closes nothing until there is an answer', async () => {
    const { quitting, app, said } = scene();
    const event = fakeEvent();
    quitting.onWindowClose(event);
    await settled();
    expect(event.isPrevented()).toBe(true);
    expect(said).toEqual(['asked']);
    expect(app.said).toEqual([]);
  });

  it('keeps running in the background with the desk hidden', async () => {
    const { quitting, app, said, answer } = scene();
    quitting.onWindowClose(fakeEvent());
    answer('background');
    await settled();
    expect(said).toEqual(['asked', 'desk hidden']);
    expect(app.said).toEqual([]);
  });

  it('ends the game for everyone, then closes the host, then exits', async () => {
    const { quitting, app, said, answer } = scene();
    quitting.onBeforeQuit(fakeEvent());
    answer('end');
    await settled();
    expect(said).toEqual(['asked', 'games ended', 'place kept', 'host closed']);
    expect(app.said).toEqual(['exit 0']);
  });

  it('does nothing on cancel and asks again the next time', async () => {
    const { quitting, app, said, answer } = scene();
    quitting.onBeforeQuit(fakeEvent());
    answer('cancel');
    await settled();
    quitting.onWindowClose(fakeEvent());
    expect(said).toEqual(['asked', 'asked']);
    expect(app.said).toEqual([]);
  });

  it('asks one question however often the close button is clicked, and shows it again each time', () => {
    const { quitting, said } = scene();
    for (let click = 0; click < 3; click += 1) quitting.onWindowClose(fakeEvent());
    quitting.onBeforeQuit(fakeEvent());
    expect(said).toEqual(['asked', 'desk raised', 'desk raised', 'desk raised']);
  });

  it('does not cancel a log-out while leaving, but waits for the host to close', async () => {
    let closed: () => void = () => undefined;
    const closeHost = () => new Promise<void>((resolve) => (closed = resolve));
    const { quitting, app } = scene({ closeHost });
    void quitting.leave();
    const [beforeQuit, close, willQuit] = [fakeEvent(), fakeEvent(), fakeEvent()];
    quitting.onBeforeQuit(beforeQuit);
    quitting.onWindowClose(close);
    quitting.onWillQuit(willQuit);
    await settled();
    expect([beforeQuit, close, willQuit].map((event) => event.isPrevented())).toEqual([false, false, true]);
    expect(app.said).toEqual([]);
    closed();
    await settled();
    expect(app.said).toEqual(['exit 0']);
  });

  it('exits after 2 s when the host does not close', async () => {
    const { quitting, app, timers } = scene({ closeHost: () => new Promise(() => undefined) }, false);
    quitting.onBeforeQuit(fakeEvent());
    await settled();
    expect(app.said).toEqual([]);
    for (const timer of timers) timer();
    await settled();
    expect(app.said).toEqual(['exit 0']);
  });

  it('exits and writes it down when closing the host fails', async () => {
    const { quitting, app, said } = scene(
      { closeHost: () => Promise.reject(new Error('the disk is gone')) },
      false,
    );
    quitting.onBeforeQuit(fakeEvent());
    await settled();
    expect(said).toEqual(['place kept', 'Error: the disk is gone']);
    expect(app.said).toEqual(['exit 0']);
  });

  it('stays open when the question itself cannot be shown', async () => {
    const { quitting, app, said } = scene({ ask: () => Promise.reject(new Error('no window')) });
    quitting.onBeforeQuit(fakeEvent());
    await settled();
    expect(said).toEqual(['Error: no window']);
    expect(app.said).toEqual([]);
  });

  it('leaves without a question when the system shuts down, once', async () => {
    const { quitting, app, said } = scene();
    await Promise.all([quitting.leave(), quitting.leave()]);
    expect(said).toEqual(['place kept', 'host closed']);
    expect(app.said).toEqual(['exit 0']);
  });

  it('ignores an answer that comes after the system began to shut down', async () => {
    const { quitting, app, said, answer } = scene();
    quitting.onWindowClose(fakeEvent());
    await quitting.leave();
    answer('background');
    await settled();
    expect(said).toEqual(['asked', 'place kept', 'host closed']);
    expect(app.said).toEqual(['exit 0']);
  });
});
