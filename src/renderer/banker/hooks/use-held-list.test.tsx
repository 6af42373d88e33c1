// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TOUCHED_MS, useHands, useLetGoSooner } from './use-hands.ts';
import { useHeldItems, useHold } from './use-held-list.ts';

let root: Root;
let page: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.replaceChildren(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
});

interface LinesProps {
  readonly present: readonly string[];
  readonly epoch?: string;
}

function Lines({ present, epoch = 'one' }: LinesProps) {
  const { watch, holdHandlers, release, letGo, ...hold } = useHold({ epoch, on: 'li' });
  const { items, fresh } = useHeldItems(present, hold, { keyOf: (name) => name });
  return (
    <>
      <button type="button" id="new" onClick={release}>
        {fresh}
      </button>
      <button type="button" id="close" onClick={letGo}>
        Close
      </button>
      <ul ref={watch} {...holdHandlers}>
        {items.map((name) => (
          <li key={name} id={name}>
            <button type="button">{name}</button>
          </li>
        ))}
      </ul>
    </>
  );
}
const show = (...present: readonly string[]) => act(async () => root.render(<Lines present={present} />));
const shown = () => [...page.querySelectorAll('li')].map(({ id }) => id).join(' ');
const fresh = () => page.querySelector('#new')?.textContent;
const send = (selector: string, event: Event) =>
  act(async () => void page.querySelector(selector)?.dispatchEvent(event));
const over = (selector: string, relatedTarget: EventTarget | null = null) =>
  send(selector, new MouseEvent('pointerover', { bubbles: true, relatedTarget }));
const touch = (selector: string) =>
  send(selector, new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));

it('stays as it is while a mouse rests on a line, counts what waits, and shows it when it is asked to or the mouse leaves', async () => {
  await show('Ben', 'Clara');
  await over('#Ben button');
  await show('Anna', 'Ben', 'Clara');
  expect([shown(), fresh()]).toEqual(['Ben Clara', '1']);
  await show('Zoe', 'Anna', 'Clara', 'David');
  expect([shown(), fresh()]).toEqual(['Ben Clara David', '2']);
  await act(async () => page.querySelector<HTMLElement>('#new')?.click());
  expect([shown(), fresh()]).toEqual(['Zoe Anna Clara David', '0']);
  await show('Mia', 'Zoe');
  expect([shown(), fresh()]).toEqual(['Zoe Anna Clara David', '1']);
  await over('ul');
  expect([shown(), fresh()]).toEqual(['Mia Zoe', '0']);
});

it('is let go as the mouse leaves it for something beside it', async () => {
  await show('Ben');
  await over('#Ben button');
  await show('Anna', 'Ben');
  expect(shown()).toBe('Ben');
  const relatedTarget = page.querySelector('#close');
  await send('#Ben button', new MouseEvent('pointerout', { bubbles: true, relatedTarget }));
  expect(shown()).toBe('Anna Ben');
});

it('is let go as the mouse leaves, also if what it was over has gone, as an Undo does that was pressed', async () => {
  await show('Ben', 'Clara');
  await over('#Ben button');
  await show('Anna', 'Ben', 'Clara');
  page.querySelector('#Ben button')?.remove();
  await over('#Clara button');
  expect(shown()).toBe('Ben Clara');
  page.querySelector('#Clara button')?.remove();
  // No browser says of it that the pointer leaves it.
  await over('#close');
  expect(shown()).toBe('Anna Ben Clara');
});

it('stays as it is after a touch, until somebody touches elsewhere or a while has passed', async () => {
  await show('Ben');
  await touch('#Ben button');
  await show('Anna', 'Ben');
  expect(shown()).toBe('Ben');
  await act(async () => vi.advanceTimersByTime(TOUCHED_MS - 1));
  expect(shown()).toBe('Ben');
  await act(async () => vi.advanceTimersByTime(1));
  expect(shown()).toBe('Anna Ben');
  await touch('#Ben button');
  await show('Anna');
  expect(shown()).toBe('Anna Ben');
  await touch('#close');
  expect(shown()).toBe('Anna');
});

it('stays as it is while the focus is in it', async () => {
  await show('Ben');
  await act(async () => page.querySelector<HTMLElement>('#Ben button')?.focus());
  await show('Anna', 'Ben');
  expect(shown()).toBe('Ben');
  await act(async () => page.querySelector<HTMLElement>('#close')?.focus());
  expect(shown()).toBe('Anna Ben');
});

it('is let go where it is closed under the pointer', async () => {
  await show('Ben');
  await over('#Ben');
  await show('Anna', 'Ben');
  await act(async () => page.querySelector<HTMLElement>('#close')?.click());
  expect(shown()).toBe('Anna Ben');
});

it('holds nothing of a log in whose place another one has come, until somebody is busy in that', async () => {
  await show('Ben', 'Clara');
  await over('#Ben button');
  await act(async () => root.render(<Lines present={['Ben', 'Clara']} epoch="two" />));
  await act(async () => root.render(<Lines present={['Clara']} epoch="two" />));
  expect([shown(), fresh()]).toEqual(['Clara', '0']);
  await over('#Clara button');
  await act(async () => root.render(<Lines present={['Anna', 'Clara']} epoch="two" />));
  expect([shown(), fresh()]).toEqual(['Clara', '1']);
});

function Sooner({ afterMs }: { readonly afterMs: number | null }) {
  const hands = useHands({ area: () => document.querySelector('#area') });
  useLetGoSooner(hands, afterMs);
  return (
    <div id="area" {...hands.handHandlers}>
      {hands.isTouched ? 'held' : 'free'}
    </div>
  );
}

it('lets go sooner, counted from the last touch, and not while a finger is down', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const state = () => page.querySelector('#area')?.textContent;
  const give = (afterMs: number | null) => act(async () => root.render(<Sooner afterMs={afterMs} />));
  const pass = (ms: number) => act(async () => vi.advanceTimersByTime(ms));
  await give(null);
  await touch('#area');
  await pass(2_000);
  await give(3_000);
  await pass(900);
  await touch('#area');
  await pass(2_999);
  expect(state()).toBe('held');
  await pass(1);
  expect(state()).toBe('free');

  await touch('#area');
  await send('#area', new Event('touchstart', { bubbles: true }));
  await give(0);
  await pass(5_000);
  expect(state()).toBe('held');
  await send('#area', new Event('touchend', { bubbles: true }));
  await pass(0);
  expect(state()).toBe('free');
});
