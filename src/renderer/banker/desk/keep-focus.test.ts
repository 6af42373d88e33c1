// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepFocus } from './keep-focus.ts';

let stop: () => void;
const byId = (id: string) => document.querySelector<HTMLElement>(`#${id}`);
const frames = async () => {
  for (let frame = 0; frame < 4; frame += 1)
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
};

beforeEach(() => {
  document.body.innerHTML =
    '<main id="main"><section id="list"><ul><li id="row"><button id="one">A</button><button id="two">B</button></li></ul></section></main>';
  stop = keepFocus(document);
});
afterEach(() => stop());

it('the focus stays in the row of what is taken away, and in the part around it if the row goes, too', async () => {
  byId('one')?.focus();
  byId('one')?.remove();
  await frames();
  expect(document.activeElement?.id).toBe('row');
  byId('two')?.focus();
  byId('row')?.remove();
  await frames();
  expect(document.activeElement?.id).toBe('list');
});

it('a page that is all gone leaves the focus on the one that came instead', async () => {
  byId('one')?.focus();
  document.body.innerHTML = '<main id="other"></main>';
  await frames();
  expect(document.activeElement?.id).toBe('other');
});

it('what has moved the focus by itself is left alone', async () => {
  byId('one')?.focus();
  byId('one')?.remove();
  byId('two')?.focus();
  await frames();
  expect(document.activeElement?.id).toBe('two');
});

it('whoever had left it is not brought back', async () => {
  byId('one')?.focus();
  byId('one')?.blur();
  await frames();
  byId('one')?.remove();
  await frames();
  expect(document.activeElement).toBe(document.body);
});

it('a dialog that takes away the line it was opened from leaves the focus in the part around that', async () => {
  byId('one')?.focus();
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  dialog.innerHTML = '<form><input id="typed"><button id="yes">Wipe</button></form>';
  document.body.append(dialog);
  byId('typed')?.focus();
  byId('yes')?.focus();
  byId('row')?.remove();
  dialog.remove();
  await frames();
  expect(document.activeElement?.id).toBe('list');
});

it('what is behind a dialog takes the focus as soon as it can, where it is inert for a moment after that has gone', async () => {
  const places = ['list', 'main'].map((id) => byId(id));
  byId('one')?.focus();
  // As inert elements do.
  for (const place of places) if (place !== null) place.focus = () => undefined;
  byId('row')?.remove();
  await frames();
  expect(document.activeElement).toBe(document.body);
  for (const place of places) if (place !== null) Reflect.deleteProperty(place, 'focus');
  await frames();
  expect(document.activeElement?.id).toBe('list');
});
