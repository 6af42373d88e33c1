// @vitest-environment happy-dom
/** What a number field does with a number beyond its limits, as seen and as heard. */
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LiveRegions } from '../../shared/components/live-regions.tsx';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { NumberStepper } from './number-stepper.tsx';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;
let kept: number | null;

function Stepper() {
  const [value, setValue] = useState<number | null>(20);
  return (
    <NumberStepper
      of={null}
      label="How many"
      value={value}
      min={10}
      max={600}
      onChange={(number) => {
        kept = number;
        setValue(number);
      }}
    />
  );
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
  kept = null;
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <LiveRegions>
          <Stepper />
        </LiveRegions>
      </I18nextProvider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

const field = () => page.querySelector('input') ?? expect.fail('no field');
const seen = () => page.querySelector('small')?.textContent ?? null;
const heard = () => page.querySelector('output')?.textContent;

/** One key after the other, as by hand. */
async function type(number: string): Promise<void> {
  await act(async () => field().focus());
  for (let length = 1; length <= number.length; length += 1)
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(
        field(),
        number.slice(0, length),
      );
      field().dispatchEvent(new Event('input', { bubbles: true }));
    });
}

const leave = () => act(async () => field().blur());

it('says that a number is too large while it is typed, and still once it has been moved to the limit', async () => {
  await type('9999');
  expect(seen()).toBe('At most 600.');
  expect(heard()).toContain('At most 600.');
  await leave();
  expect([kept, field().value, seen()]).toEqual([600, '600', 'At most 600.']);
  await type('30');
  expect(seen()).toBeNull();
});

it('says that a number is too small once it has been moved, and not while more may be typed', async () => {
  await type('3');
  expect(seen()).toBeNull();
  await leave();
  expect([kept, seen()]).toEqual([10, 'At least 10.']);
  expect(heard()).toContain('At least 10.');
});

it.each(['10', '15', '600'])('says nothing of %s, which is within the limits', async (number) => {
  await type(number);
  await leave();
  expect([kept, seen()]).toEqual([Number(number), null]);
});
