/** What JSX compiles to in the pages: React's own, with each text in an element of its own (`text-runs.ts`). */
import type { ElementType } from 'react';
import { Fragment, jsx as reactJsx, jsxs as reactJsxs } from 'react/jsx-runtime';
import { type Props, withTextRuns } from './text-runs.ts';

export { Fragment };

export const jsx = (type: ElementType, props: Props, key?: string) =>
  reactJsx(type, withTextRuns(type, props), key);

export const jsxs = (type: ElementType, props: Props, key?: string) => {
  const changed = withTextRuns(type, props);
  return Array.isArray(changed.children) ? reactJsxs(type, changed, key) : reactJsx(type, changed, key);
};
