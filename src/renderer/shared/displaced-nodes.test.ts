// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tolerateDisplacedNodes } from './displaced-nodes.ts';

const element = (name: string, ...children: Node[]): HTMLElement => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};
const untouched = Object.getOwnPropertyDescriptors(Node.prototype);
let [first, second, list] = [element('li'), element('li'), element('ul')];
beforeEach(() => {
  tolerateDisplacedNodes(Node.prototype);
  [first, second] = [element('li', new Text('1')), element('li', new Text('2'))];
  list = element('ul', first, second);
  document.body.replaceChildren(list);
});
afterEach(() => {
  Object.defineProperties(Node.prototype, untouched);
});

/** As an extension does. */
function wrap(node: Element): void {
  const wrapper = element('font');
  node.replaceWith(wrapper);
  wrapper.append(node);
}

describe('nodes that an extension has', () => {
  it('left where they were are put in and taken out as ever', () => {
    const zeroth = element('li', new Text('0'));
    expect(list.insertBefore(zeroth, first)).toBe(zeroth);
    expect(list.removeChild(first)).toBe(first);
    list.insertBefore(first, null);
    expect(list.textContent).toBe('021');
    // It had no children left, but is not what a child was wrapped in.
    while (list.firstChild !== null) list.removeChild(list.firstChild);
    expect(document.body.contains(list)).toBe(true);
  });

  it('wrapped are taken out with what they were wrapped in, however deep', () => {
    wrap(first);
    wrap(first);
    expect(list.removeChild(first)).toBe(first);
    expect(list.innerHTML).toBe('<li>2</li>');
  });

  it('wrapped together with something else leave that where it is', () => {
    wrap(first);
    first.after(element('b', new Text('x')));
    list.removeChild(first);
    expect(list.innerHTML).toBe('<font><b>x</b></font><li>2</li>');
  });

  it('wrapped have the one before them put in before what they are wrapped in', () => {
    wrap(second);
    list.insertBefore(element('li', new Text('1½')), second);
    expect(list.textContent).toBe('11½2');
    expect(list.children).toHaveLength(3);
  });

  it('taken away stay away, and what would come before them comes last', () => {
    second.remove();
    expect(list.removeChild(second)).toBe(second);
    list.insertBefore(element('li', new Text('3')), second);
    expect(list.textContent).toBe('13');
  });

  it('moved elsewhere are taken out there, and what is around them stays', () => {
    const elsewhere = element('aside', first);
    document.body.append(elsewhere);
    list.removeChild(first);
    expect(document.body.innerHTML).toBe('<ul><li>2</li></ul><aside></aside>');
  });
});
