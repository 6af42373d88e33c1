// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onRefusedPress } from '../../shared/refused-press.ts';
import { DOUBLE_CLICK_MS } from '../model/turns.ts';
import { refuseTurned } from './refuse-turned.ts';

let stops: (() => void)[];
let said: string[];
let pressed: string[];

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  pressed = [];
  document.body.innerHTML = `
    <button id="pause" data-turned>Pause</button>
    <button id="ben">Ben</button>
    <label id="lock" data-turned><input type="checkbox" id="box"><span id="words">Lock</span></label>
    <div data-turned><input id="number" value="5"><button id="more">+</button></div>
    <div data-turned><select id="team"></select></div>`;
  stops = [refuseTurned(document), onRefusedPress(document, ({ why }, { id }) => said.push(`${why} ${id}`))];
  for (const type of ['pointerdown', 'click', 'keydown', 'keyup'])
    document.body.addEventListener(type, ({ target }) => {
      if (target instanceof Element) pressed.push(`${type} ${target.id}`);
    });
});
afterEach(() => {
  for (const stop of stops) stop();
  document.body.replaceWith(document.createElement('body'));
  vi.useRealTimers();
});

const of = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error('It is not on the page.');
  return found;
};
const send = (id: string, event: Event) => of(id).dispatchEvent(event);
const down = (id: string) => send(id, new PointerEvent('pointerdown', { bubbles: true, cancelable: true }));
const click = (id: string, detail = 1) =>
  send(id, new MouseEvent('click', { bubbles: true, cancelable: true, detail }));
const key = (id: string, name: string, repeat = false) =>
  send(id, new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: name, repeat }));
const up = (id: string, name: string) =>
  send(id, new KeyboardEvent('keyup', { bubbles: true, cancelable: true, key: name }));
const settle = (id: string) => of(id).closest('[data-turned]')?.removeAttribute('data-turned');
const wait = () => vi.advanceTimersByTime(DOUBLE_CLICK_MS);

it('takes no press of a pointer on what has just turned, and says so once', () => {
  down('pause');
  click('pause');
  expect([pressed, said]).toEqual([[], ['changed pause']]);
  down('ben');
  click('ben');
  expect(pressed).toEqual(['pointerdown ben', 'click ben']);
  settle('pause');
  wait();
  down('pause');
  click('pause');
  expect(pressed.slice(2)).toEqual(['pointerdown pause', 'click pause']);
  expect(said).toHaveLength(1);
});

it.each(['box', 'words'])('takes none on a box and its label: %s', (id) => {
  down(id);
  click(id);
  expect([pressed, said]).toEqual([[], ['changed lock']]);
  const box = of('box');
  box.click();
  expect(box).toHaveProperty('checked', false);
});

it('takes none that ends after it has settled, nor the second one of a double click', () => {
  down('pause');
  settle('pause');
  click('pause');
  down('pause');
  click('pause');
  expect([pressed, said]).toEqual([[], ['changed pause']]);
});

it('takes none that began before it turned', () => {
  settle('pause');
  down('pause');
  of('pause').dataset['turned'] = 'true';
  click('pause');
  expect([pressed, said]).toEqual([['pointerdown pause'], ['changed pause']]);
});

it.each(['Enter', ' '])('takes no key either, held or let go late: "%s"', (name) => {
  key('pause', name);
  settle('pause');
  key('pause', name, true);
  up('pause', name);
  expect([pressed, said]).toEqual([[], ['changed pause']]);
  wait();
  key('pause', name);
  up('pause', name);
  expect(pressed).toEqual(['keydown pause', 'keyup pause']);
});

it('takes no click of a screen reader', () => {
  click('pause', 0);
  expect([pressed, said]).toEqual([[], ['changed pause']]);
});

it('lets the other keys be what they are', () => {
  for (const name of ['Tab', 'p', 'Escape']) key('pause', name);
  expect(pressed).toHaveLength(3);
  expect(said).toEqual([]);
});

it('takes no step from a number or a choice that has just changed, and everything that is typed', () => {
  for (const id of ['number', 'team']) {
    down(id);
    click(id);
    for (const name of ['7', 'Enter']) key(id, name);
  }
  expect(pressed).toHaveLength(8);
  expect(said).toEqual([]);
  for (const id of ['number', 'team']) for (const name of ['ArrowUp', 'PageDown']) key(id, name);
  down('more');
  click('more');
  expect(pressed).toHaveLength(8);
  expect(said).toHaveLength(5);
});
