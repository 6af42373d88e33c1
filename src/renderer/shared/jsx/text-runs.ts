/**
 * Browsers translate a page by putting other nodes in the place of its texts. React keeps hold of every text that has neighbours: it
 * would throw at the next change, or change a text that nobody sees any more. So no text has neighbours: each is alone in an element.
 * That element also keeps the words for the page itself (`own-words.ts`).
 */
import { createElement, Fragment, type ReactNode } from 'react';
import { MEANS, withoutNumbers } from '../own-words.ts';

/** Elements that can hold nothing but text. */
const TEXT_ONLY = new Set(['option', 'title', 'textarea', 'style', 'script', 'text', 'tspan']);

export interface Props {
  readonly children?: unknown;
  readonly 'aria-label'?: unknown;
}

/** The props with each text that has neighbours in an element of its own, and with what its own text or label means. */
export function withTextRuns<P extends Props>(type: unknown, props: P): P {
  const separated = separateTexts(type, props);
  const text = props['aria-label'] ?? (typeof type === 'string' ? separated.children : null);
  // React writes it only when the words change. What says itself what it means has the last word.
  return isText(text) ? { ...means(type, text), ...separated } : separated;
}

/** In a `bdi` are names and exercises, whose numbers tell them apart. */
function means(type: unknown, text: Text) {
  return { [MEANS]: type === 'bdi' ? text : withoutNumbers(String(text)) };
}

function separateTexts<P extends Props>(type: unknown, props: P): P {
  const { children } = props;
  if (typeof type === 'string' && TEXT_ONLY.has(type)) {
    return Array.isArray(children) && children.every(isTextOrNothing)
      ? { ...props, children: children.map((child) => (isText(child) ? child : '')).join('') }
      : props;
  }
  if (Array.isArray(children)) {
    const separated = separate(children);
    return separated === children ? props : { ...props, children: separated };
  }
  // A text that is alone in its element is React's to replace whatever a browser made of it; in a fragment it may have neighbours.
  return type === Fragment && isText(children) ? { ...props, children: textRun(String(children), 0) } : props;
}

/** The same array if it holds no text. */
function separate(children: readonly unknown[]): readonly unknown[] {
  if (!children.some((child) => isText(child) || Array.isArray(child))) return children;
  const separated: unknown[] = [];
  for (const [index, child] of children.entries()) {
    if (Array.isArray(child)) separated.push(separate(child));
    else if (!isText(child)) separated.push(child);
    // Neighbouring texts are one; those behind it leave a gap, so that everything else keeps its place.
    else separated.push(isText(children[index - 1]) ? null : textRun(textFrom(children, index), index));
  }
  return separated;
}

function textFrom(children: readonly unknown[], start: number): string {
  let text = '';
  for (const child of children.slice(start)) {
    if (!isText(child)) break;
    text += String(child);
  }
  return text;
}

function textRun(text: string, index: number): ReactNode {
  const marks = text.trim() === '' ? { 'data-blank': '' } : means(null, text);
  return createElement('text-run', { key: `text-${index}`, ...marks }, text);
}

type Text = string | number | bigint;

function isText(child: unknown): child is Text {
  return (
    (typeof child === 'string' && child !== '') || typeof child === 'number' || typeof child === 'bigint'
  );
}

function isTextOrNothing(child: unknown): boolean {
  return isText(child) || child === null || child === undefined || typeof child === 'boolean' || child === '';
}
