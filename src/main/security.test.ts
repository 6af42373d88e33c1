/** Electron's security checklist: at least one test per item. */
import type { Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { fakeEvent } from './app.fake.ts';
import { registerIpcHandlers, type IpcRegistry } from './ipc.ts';
import { restrictPermissions } from './permissions.ts';
import { isSameOrigin } from './same-origin.ts';
import { type GuardedContents, guardNavigation, mayOpenExternally } from './windows/navigation.ts';
import { openingPage } from './windows/opening-page.ts';
import { webPreferences } from './windows/web-preferences.ts';

const ORIGIN = 'http://127.0.0.1:4747';
const origin = () => ORIGIN;
const STRANGERS = [
  'http://127.0.0.1:4748/banker/',
  'http://localhost:4747/banker/',
  'https://127.0.0.1:4747/',
  'http://127.0.0.1:4747@evil.example/',
  'file:///etc/passwd',
  'about:blank',
  'data:text/html,hello',
  'null',
  'javascript:alert(1)',
  'not a url',
  '',
];

describe('what a page may do in its window', () => {
  it('has sandbox and context isolation, and neither Node nor webviews', () => {
    expect(webPreferences('/preload.cjs')).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
    });
  });
});

describe('permissions', () => {
  type Request = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
  type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;

  function handlers() {
    const set: { request: Request | null; check: Check | null } = { request: null, check: null };
    restrictPermissions(
      {
        setPermissionRequestHandler: (handler) => void (set.request = handler),
        setPermissionCheckHandler: (handler) => void (set.check = handler),
      },
      origin,
    );
    return {
      request: (url: string, permission: string) => {
        let granted: boolean | null = null;
        const contents = { getURL: () => url } as WebContents;
        set.request?.(contents, permission as 'media', (answer) => (granted = answer), {} as never);
        return granted;
      },
      check: (url: string, permission: string) => set.check?.(null, permission as 'media', url, {} as never),
    };
  }

  it.each(['fullscreen', 'clipboard-sanitized-write'])('are %s for our own pages', (permission) => {
    const { request, check } = handlers();
    expect(request(`${ORIGIN}/banker/`, permission)).toBe(true);
    expect(check(ORIGIN, permission)).toBe(true);
  });

  it.each(['media', 'geolocation', 'notifications', 'midi', 'clipboard-read', 'openExternal', 'hid', 'usb'])(
    'are not %s, asked or checked',
    (permission) => {
      const { request, check } = handlers();
      expect(request(`${ORIGIN}/banker/`, permission)).toBe(false);
      expect(check(ORIGIN, permission)).toBe(false);
    },
  );

  it.each(STRANGERS)('are none for %s', (url) => {
    const { request, check } = handlers();
    for (const permission of ['fullscreen', 'clipboard-sanitized-write']) {
      expect(request(url, permission)).toBe(false);
      expect(check(url, permission)).toBe(false);
    }
  });
});

describe('before there is a host', () => {
  const nowhere = () => '';

  it('nobody has any permissions, not even the opening page', () => {
    for (const url of [...STRANGERS, `${ORIGIN}/banker/`]) {
      expect(isSameOrigin(url, nowhere())).toBe(false);
      expect(mayOpenExternally(url, nowhere())).toBe(false);
    }
  });

  it('the opening page is not one of ours, nor trusted as a sender', async () => {
    expect(isSameOrigin(openingPage(), ORIGIN)).toBe(false);
    let answer: Parameters<IpcRegistry['handle']>[1] = () => undefined;
    registerIpcHandlers({ handle: (_channel, handler) => void (answer = handler) }, nowhere, {
      'board:open': () => Promise.resolve('window'),
    });
    const event = { senderFrame: { url: openingPage(), parent: null } } as never;
    expect(() => void answer(event, { url: `${ORIGIN}/board/` })).toThrow("Only the host's own pages");
  });

  it('the opening page may run no script and load nothing', () => {
    const page = decodeURIComponent(openingPage());
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|https?:|src=|href=|url\(/);
  });
});

describe('navigation', () => {
  type Opened = { action: 'deny' | 'allow' };

  function guarded() {
    const listeners = new Map<string, (event: object) => void>();
    const outside: string[] = [];
    let open: (details: { url: string }) => Opened = () => ({ action: 'allow' });
    const contents = {
      on: (name: string, listener: (event: object) => void) => void listeners.set(name, listener),
      setWindowOpenHandler: (handler: typeof open) => void (open = handler),
    } as unknown as GuardedContents;
    guardNavigation(contents, origin, (url) => void outside.push(url));
    const isPrevented = (name: string, url: string) => {
      const event = { ...fakeEvent(), url };
      listeners.get(name)?.(event);
      return event.isPrevented();
    };
    return { isPrevented, outside, open: (url: string) => open({ url }) };
  }

  it.each(['will-navigate', 'will-redirect'])('%s stays on the host', (name) => {
    const { isPrevented } = guarded();
    expect(isPrevented(name, `${ORIGIN}/banker/?theme=dark`)).toBe(false);
    for (const url of STRANGERS) expect(isPrevented(name, url)).toBe(true);
  });

  it('attaches no webview, not even for our own pages', () => {
    expect(guarded().isPrevented('will-attach-webview', `${ORIGIN}/banker/`)).toBe(true);
  });

  it('opens no second window; our own links open in the browser, others nowhere', () => {
    const { open, outside } = guarded();
    for (const url of [...STRANGERS, `${ORIGIN}/docs`]) expect(open(url)).toEqual({ action: 'deny' });
    expect(outside).toEqual([`${ORIGIN}/docs`]);
  });

  it('lets out only our own pages and https links to listed sites', () => {
    expect(mayOpenExternally('https://www.scout.org/', ORIGIN)).toBe(true);
    expect(mayOpenExternally(`${ORIGIN}/banker/`, ORIGIN)).toBe(true);
    const refused = [
      'http://www.scout.org/',
      'https://scout.org.evil.example/',
      'https://someone@www.scout.org/',
      'smb://www.scout.org/share',
      'ms-msdt:/id',
    ];
    for (const url of [...STRANGERS, ...refused]) expect(mayOpenExternally(url, ORIGIN)).toBe(false);
  });
});

describe('messages from pages', () => {
  const BOARD = `${ORIGIN}/board/#ticket=once`;

  function ipc() {
    const opened: string[] = [];
    let handler: Parameters<IpcRegistry['handle']>[1] = () => undefined;
    registerIpcHandlers({ handle: (_channel, answer) => void (handler = answer) }, origin, {
      async 'board:open'({ url }) {
        opened.push(url);
        return Promise.resolve('window');
      },
    });
    const send = (frame: object | null, message: unknown): Promise<unknown> =>
      Promise.resolve().then(() => handler({ senderFrame: frame } as never, message) as unknown);
    return { opened, send };
  }
  const top = { url: `${ORIGIN}/banker/`, parent: null };

  it('are answered for the top frame of our own page', async () => {
    const { opened, send } = ipc();
    expect(await send(top, { url: BOARD })).toBe('window');
    expect(opened).toEqual([BOARD]);
  });

  it.each([null, { ...top, parent: top }, ...STRANGERS.map((url) => ({ url, parent: null }))])(
    'are refused from %j',
    async (frame) => {
      const { opened, send } = ipc();
      await expect(send(frame, { url: BOARD })).rejects.toThrow("Only the host's own pages");
      expect(opened).toEqual([]);
    },
  );

  it.each([
    null,
    undefined,
    'x',
    {},
    { url: 1 },
    { url: BOARD, more: 1 },
    { url: `${BOARD}${'x'.repeat(200)}` },
  ])('are refused if they do not match the schema: %j', async (message) => {
    const { opened, send } = ipc();
    await expect(send(top, message)).rejects.toThrow('schema');
    expect(opened).toEqual([]);
  });

  it.each([...STRANGERS, `${ORIGIN}/banker/`, `${ORIGIN}/board/../banker/`])(
    'do not open %s as a board',
    async (url) => {
      const { opened, send } = ipc();
      await expect(send(top, { url })).rejects.toThrow("host's own board");
      expect(opened).toEqual([]);
    },
  );
});
