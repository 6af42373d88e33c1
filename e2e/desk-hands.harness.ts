/** A banker with a mouse, a keyboard or a tablet who works off those who wait, while requests come and go. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { SeededRandom } from '../src/rehearsal/seeded-random.ts';
import { SETTLING_MS } from '../src/renderer/shared/left-places.ts';

export const HANDS = ['mouse', 'keyboard', 'tablet'] as const;
export type Hands = (typeof HANDS)[number];

/** How many of those who wait the banker gives an exercise. */
const TO_GIVE = 10;
/** The pauses after which a hand that meant one press makes a second one, ms. */
const DOUBLE_PRESS_MS = [80, 150, 250, 400, 550] as const;
/** How long it takes to bring the next rows up by wheel or finger, and a finger to rest there, ms. */
const TURN_MS = 250;
const TURN_REST_MS = 100;
const TURN_STEPS = 10;
/** How long it takes to see something that was awaited, ms. */
const SEEING_MS = 100;
/** How long it takes to see that a press did nothing, ms. */
const UNHEARD_MS = 200;

export interface Round {
  readonly seconds: number;
  readonly given: number;
  /** Presses that did nothing: their row had gone, or had only just come. */
  readonly unheard: number;
  /** Presses that a busy machine passed on too late to say anything about hands. */
  readonly late: number;
  /** What a press did to somebody else than it was meant for. Empty, or a child got what was another's. */
  readonly wrong: readonly string[];
}

interface RoundOptions {
  readonly hands: Hands;
  readonly random: SeededRandom;
  /** From seeing a row to pressing, ms: the least and the most. */
  readonly aimMs: readonly [least: number, most: number];
  /** How often a press becomes two, 0..1. */
  readonly doublePresses: number;
}

/** Gives ten of those who wait the exercise that is suggested. */
export async function workOff(page: Page, options: RoundOptions): Promise<Round> {
  const { hands, random, aimMs, doublePresses } = options;
  const hit: string[] = [];
  const listen = (request: { url(): string; method(): string }) => {
    const [, id = ''] = /\/challenges\/\w+\/(\d+)\/\w+$/.exec(new URL(request.url()).pathname) ?? [];
    if (request.method() === 'POST' && id !== '') hit.push(id);
  };
  page.on('request', listen);
  await recordPresses(page);
  const [least, most] = aimMs;
  const begun = performance.now();
  const given = new Set<string>();
  const wrong: string[] = [];
  let unheard = 0;
  let late = 0;
  while (given.size < TO_GIVE) {
    const target = hands === 'keyboard' ? await focusedRow(page) : await firstRow(page, [...given]);
    if (target === null) {
      await findRows(page, hands);
      continue;
    }
    await delay(random.between(least, most));
    if (hands === 'keyboard') await keysAreTaken(page);
    hit.length = 0;
    const press = () => pressOn(page, hands, target);
    await press();
    if (hands !== 'keyboard' && random.chance(doublePresses)) {
      await delay(random.pick(DOUBLE_PRESS_MS));
      await press();
    }
    const isHeard = await waitUntil(() => hit.length > 0, UNHEARD_MS);
    const strangers = hit.filter((id) => id !== target.id);
    const rolled = strangers.length > 0 ? (await scrolledBy(page)) - target.scrolled : 0;
    const others = strangers.map((id) => `${id} instead of ${target.id}, ${rolled} px further down`);
    if (others.length > 0 && (await slowestStep(page, target.seenAt)) > SETTLING_MS) late += 1;
    else wrong.push(...others);
    if (isHeard) given.add(target.id);
    else unheard += 1;
  }
  const seconds = (performance.now() - begun) / 1000;
  page.off('request', listen);
  return { seconds, given: given.size, unheard, late, wrong };
}

interface Target {
  readonly id: string;
  /** By the page's clock, ms. */
  readonly seenAt: number;
  readonly x: number;
  readonly y: number;
  /** How far the list was scrolled, px. */
  readonly scrolled: number;
}

const scrolledBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('[data-part="waiting"] ul')?.parentElement?.scrollTop ?? 0);

/** Lets the page write down when presses reach it. */
async function recordPresses(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root = document.documentElement;
    if (root.dataset['presses'] !== undefined) return;
    root.dataset['presses'] = '';
    const record = () => {
      root.dataset['presses'] += ` ${performance.now()}`;
    };
    addEventListener('pointerdown', record, true);
    addEventListener('keydown', record, true);
  });
}

/** The longest of: from seeing the row to the press, and from that to the second one; ms by the page's clock. */
async function slowestStep(page: Page, seenAt: number): Promise<number> {
  const presses = await page.evaluate(() => document.documentElement.dataset['presses'] ?? '');
  const times = [seenAt, ...presses.trim().split(' ').map(Number)].filter((at) => at >= seenAt);
  return Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? at)));
}

/**
 * The first row that is there, whole, and where its suggestion is; none of those that were pressed already. As the eye has it, which
 * sees no less than two frames alike: a list that closes up is scrolled only as its frame is painted, and what a script finds before
 * that was never on the screen.
 */
async function firstRow(page: Page, given: readonly string[]): Promise<Target | null> {
  return page.evaluate(async (pressed) => {
    const paintedFrame = () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => void setTimeout(resolve));
      });
    const look = () => {
      const scroller = document.querySelector('[data-part="waiting"] ul')?.parentElement;
      const list = scroller?.getBoundingClientRect();
      for (const row of document.querySelectorAll<HTMLElement>('[data-part="waiting"] [data-row]')) {
        const lead = row.querySelector('[data-leads]')?.getBoundingClientRect();
        if (list === undefined || lead === undefined || lead.top < list.top || lead.bottom > list.bottom)
          continue;
        const id = row.dataset['row'] ?? '';
        if (pressed.includes(id)) continue;
        return {
          id,
          x: lead.left + lead.width / 2,
          y: lead.top + lead.height / 2,
          scrolled: scroller?.scrollTop ?? 0,
        };
      }
      return null;
    };
    await paintedFrame();
    let before = look();
    for (;;) {
      await paintedFrame();
      const seen = look();
      if (JSON.stringify(seen) === JSON.stringify(before))
        return seen === null ? null : { ...seen, seenAt: performance.now() };
      before = seen;
    }
  }, given);
}

/** The row that has the focus. */
async function focusedRow(page: Page): Promise<Target | null> {
  return page.evaluate(() => {
    const lead = document.activeElement;
    const row = lead?.closest<HTMLElement>('[data-part="waiting"] [data-row]');
    const id = lead?.matches('[data-leads]') === true ? row?.dataset['row'] : undefined;
    return id === undefined ? null : { id, seenAt: performance.now(), x: 0, y: 0, scrolled: 0 };
  });
}

/** Until the ring around the row that has the focus is whole: whoever knows the desk waits for it, and sees it. */
async function keysAreTaken(page: Page): Promise<void> {
  const resting = page.locator('[data-part="waiting"] [data-resting-keys]');
  if ((await resting.count()) === 0) return;
  await resting.waitFor({ state: 'detached' });
  await delay(SEEING_MS);
}

/** What a banker does who sees nobody: goes to the list by key, or turns to the next rows; where there are none, goes elsewhere. */
async function findRows(page: Page, hands: Hands): Promise<void> {
  if (hands === 'keyboard') await page.keyboard.press('j');
  else if (!(await turnList(page, hands)))
    await (hands === 'mouse' ? page.mouse.move(5, 5) : page.touchscreen.tap(5, 5));
  await delay(20);
}

/** Brings the next rows up by wheel or finger. False where the list has no more below. */
async function turnList(page: Page, hands: 'mouse' | 'tablet'): Promise<boolean> {
  const list = await page.evaluate(() => {
    const scroller = document.querySelector('[data-part="waiting"] ul')?.parentElement;
    if (!scroller || scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1) return null;
    const { left, top, width, height } = scroller.getBoundingClientRect();
    return { x: left + width / 4, from: top + height * 0.9, to: top + height * 0.1 };
  });
  if (list === null) return false;
  const step = (list.to - list.from) / TURN_STEPS;
  const touch = hands === 'tablet' ? await fingerOn(page, list.x) : null;
  await touch?.('touchStart', list.from);
  for (let steps = 1; steps <= TURN_STEPS; steps += 1) {
    await delay(TURN_MS / TURN_STEPS);
    await (touch === null ? page.mouse.wheel(0, -step) : touch('touchMove', list.from + steps * step));
  }
  if (touch === null) return true;
  // It rests before it leaves, so that nothing rolls on.
  await delay(TURN_REST_MS);
  await touch('touchMove', list.to);
  await touch('touchEnd');
  return true;
}

async function fingerOn(page: Page, x: number) {
  const devtools = await page.context().newCDPSession(page);
  return async (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) => {
    await devtools.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x, y }] });
    if (y === undefined) await devtools.detach();
  };
}

async function pressOn(page: Page, hands: Hands, { x, y }: Target): Promise<void> {
  if (hands === 'keyboard') return page.keyboard.press('Enter');
  if (hands === 'tablet') return page.touchscreen.tap(x, y);
  return page.mouse.click(x, y);
}

async function waitUntil(isSo: () => boolean, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while (!isSo() && performance.now() < until) await delay(10);
  return isSo();
}
