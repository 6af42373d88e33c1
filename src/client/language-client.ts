/** The languages that were added to the laptop. Separate from `host-client.ts`: few pages ask, and none before its first screen. */
import { isCatalogue } from '../protocol/catalogue-faults.ts';
import type { AddedLanguage, LanguagesResponse } from '../protocol/languages.ts';
import { array, object, string } from './guards/wire-guards.ts';
import { createHttpMethods, type HostClientOptions } from './http-methods.ts';

export const isLanguagesResponse = object<LanguagesResponse>({
  items: array(object<AddedLanguage>({ tag: string, name: string })),
});

export function createLanguageClient(options: HostClientOptions = {}) {
  const { get } = createHttpMethods(options);
  return {
    /** Besides those that are built in. */
    languages: () => get(isLanguagesResponse, '/languages'),
    /** A part of the texts of such a language. */
    words: (tag: string, namespace: string) =>
      get(isCatalogue, `/languages/${encodeURIComponent(tag)}/${namespace}`),
  };
}
