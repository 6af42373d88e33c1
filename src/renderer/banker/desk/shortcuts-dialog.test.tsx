// @vitest-environment happy-dom
import { act, type ComponentProps } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { expect, it, onTestFinished } from 'vitest';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider } from './desk-context.ts';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

it.each([
  ['en', '→←'],
  ['ar', '←→'],
])('in "%s", the key of the next step of the reveal comes first: %s', async (language, keys) => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const i18n = englishWords();
  await i18n.changeLanguage(language);
  const desk = { storage: { hasFlag: () => false } } as unknown as ComponentProps<
    typeof DeskProvider
  >['value'];
  const root = createRoot(document.createElement('div'));
  onTestFinished(() => act(async () => root.unmount()));
  await act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <DeskProvider value={desk}>
          <ShortcutsDialog open onOpenChange={() => undefined} />
        </DeskProvider>
      </I18nextProvider>,
    ),
  );
  const shown = [...document.querySelectorAll('dt')].map(({ textContent }) => textContent);
  expect(shown).toContain('JK');
  expect(shown).toContain(keys);
});
