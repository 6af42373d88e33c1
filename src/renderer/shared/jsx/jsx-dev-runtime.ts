/** As `jsx-runtime.ts`, while pages are developed and tested. */
import type { ElementType } from 'react';
import { Fragment, jsxDEV as reactJsx, type JSXSource } from 'react/jsx-dev-runtime';
import { type Props, withTextRuns } from './text-runs.ts';

export { Fragment };

export const jsxDEV = (
  type: ElementType,
  props: Props,
  key: string | undefined,
  isStatic: boolean,
  source?: JSXSource,
  self?: unknown,
) => {
  const changed = withTextRuns(type, props);
  return reactJsx(type, changed, key, isStatic && Array.isArray(changed.children), source, self);
};
