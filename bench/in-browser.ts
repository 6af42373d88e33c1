/** What a player and the banker see: the built pages in a real browser with a throttled CPU and network. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { Desk, Phone } from '../e2e/pages.harness.ts';
import { populate } from '../e2e/populate.harness.ts';
import { RunningHost } from '../e2e/running-host.harness.ts';
import { findBrowser } from '../scripts/find-browser.ts';
import { thisMachine } from '../scripts/machine.ts';
import { absoluteMeasurement, type Measurement } from './measurement.ts';
import { installPaintProbe } from './paint-probe.ts';
import { median, percentile } from './statistics.ts';

export interface BrowserSizes {
  /** How often the phone's page is opened. */
  visits: number;
  /** Events that change the phone's screen. */
  events: number;
  waiting: number;
  /** Keys pressed at the desk. */
  keys: number;
}

/** A five-year-old phone compared with today's laptop. */
const CPU_SLOWDOWN = 4;
/** A crowded hall's Wi-Fi. */
const BYTES_PER_SECOND = 1_600_000 / 8;
const LATENCY_MS = 20;
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** Measures phone and desk in a browser. The pages must have been built. */
export async function measureInBrowser(sizes: BrowserSizes): Promise<Measurement[]> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [
      ...(thisMachine.isRoot ? ['--no-sandbox'] : []),
      '--host-resolver-rules=MAP night.local 127.0.0.1',
    ],
  });
  const host = await RunningHost.start();
  try {
    const first = await measureFirstUsefulPaint(browser, host, sizes);
    const events = await measureEventsToPaint(browser, host, sizes);
    const keys = await measureKeysToPaint(browser, host, sizes);
    return [
      absoluteMeasurement(
        'phone: first useful paint, 1.6 Mbit/s, CPU / 4',
        median(first) / 1000,
        's',
        1.5,
        null,
      ),
      absoluteMeasurement('phone: event -> paint, p95, CPU / 4', percentile(events, 0.95), 'ms', 100, null),
      absoluteMeasurement(
        `desk with ${sizes.waiting} waiting: key -> paint, p95, CPU / 4`,
        percentile(keys, 0.95),
        'ms',
        50,
        null,
      ),
    ];
  } finally {
    await browser.close();
    await host.dispose();
  }
}

async function open(browser: Browser, options: BrowserContextOptions, useful: string): Promise<Page> {
  const context = await browser.newContext(options);
  await context.addInitScript(installPaintProbe, useful);
  return context.newPage();
}

async function throttle(page: Page, isNetworkSlow: boolean): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  if (!isNetworkSlow) return;
  await tools.send('Network.enable');
  await tools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
}

async function newGame(host: RunningHost, name: string): Promise<string> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', { name, team_count: 4 });
  await host.api(`/games/${code}/start`, {});
  return code;
}

/** Ms until the name field appears, each time in a browser that has never been here. */
async function measureFirstUsefulPaint(
  browser: Browser,
  host: RunningHost,
  { visits }: BrowserSizes,
): Promise<number[]> {
  const code = await newGame(host, 'At the door');
  const durations: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const page = await open(browser, PHONE, 'input');
    await throttle(page, true);
    await page.goto(host.joinUrl(code));
    await page.waitForFunction(() => Number.isFinite(window.paintTimings.firstUseful ?? Number.NaN));
    durations.push(await page.evaluate(() => window.paintTimings.firstUseful ?? Number.NaN));
    await page.context().close();
  }
  return durations;
}

/** Ms from the WebSocket frame to the paint: a challenge is given and taken back, over and over. */
async function measureEventsToPaint(
  browser: Browser,
  host: RunningHost,
  { events }: BrowserSizes,
): Promise<number[]> {
  const code = await newGame(host, 'In play');
  const page = await open(browser, PHONE, 'input');
  await throttle(page, false);
  await page.goto(host.joinUrl(code));
  const phone = new Phone(page);
  await phone.join('Anna', 1);
  await phone.ask('Farm');
  await phone.title.getByText("You're next").waitFor();
  const [asked] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
  const exercise = {
    challenge_type: 'push_ups',
    challenge_description: '20 push-ups',
    target_number: 20,
  };
  const before = await page.evaluate(() => window.paintTimings.events.length);
  for (let event = 0; event < events; event += 1) {
    if (event % 2 === 0) await host.api(`/challenges/${code}/${asked?.id}/assign`, exercise);
    else await host.api(`/challenges/${code}/${asked?.id}/undo`, {});
    await page.waitForFunction((count) => window.paintTimings.events.length >= count, before + event + 1);
  }
  return page.evaluate((skip) => window.paintTimings.events.slice(skip), before);
}

/** Ms from a key press to the paint, moving through the rows. */
async function measureKeysToPaint(
  browser: Browser,
  host: RunningHost,
  { waiting, keys }: BrowserSizes,
): Promise<number[]> {
  const code = await newGame(host, 'Crowd');
  // With a school, every player of a team may ask.
  for (const team of [1, 2, 3, 4])
    await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
  await populate(host, code, { waiting, active: 0, teams: 4 });
  const page = await open(browser, DESK, '[data-row]');
  await page.goto(host.ready.banker_url);
  const desk = new Desk(page);
  await desk.open('Crowd');
  await desk.waiting.getByRole('listitem').first().waitFor();
  await throttle(page, false);
  for (let key = 0; key < keys; key += 1) {
    const before = await page.evaluate(() => window.paintTimings.keys.length);
    await page.keyboard.press(key % 2 === 0 ? 'j' : 'k');
    await page.waitForFunction((count) => window.paintTimings.keys.length > count, before);
  }
  return page.evaluate(() => window.paintTimings.keys);
}
