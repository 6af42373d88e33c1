/**
 * Extensions wrap elements of a page, move them or take them away. React takes out and puts in by where it has put each one itself; the
 * browser would throw, and the whole page would be gone.
 */

type TreeMethods = Pick<Node, 'insertBefore' | 'removeChild'>;

/**
 * Has the tree's own methods find what is no longer where it was put.
 * @param tree `Node.prototype`
 */
export function tolerateDisplacedNodes(tree: TreeMethods): void {
  const { insertBefore, removeChild } = tree;

  tree.removeChild = function <Child extends Node>(this: Node, child: Child): Child {
    const { parentNode } = child;
    // Somebody else has taken it away already.
    if (parentNode === null) return child;
    Reflect.apply(removeChild, parentNode, [child]);
    // What it was wrapped in would pile up.
    for (let wrapper: Node = parentNode; wrapper !== this && !wrapper.hasChildNodes();) {
      const around = wrapper.parentNode;
      if (around === null || !this.contains(around)) break;
      Reflect.apply(removeChild, around, [wrapper]);
      wrapper = around;
    }
    return child;
  };

  tree.insertBefore = function <Child extends Node>(this: Node, child: Child, next: Node | null): Child {
    let place = next;
    while (place !== null && place.parentNode !== this) place = place.parentNode;
    Reflect.apply(insertBefore, this, [child, place]);
    return child;
  };
}
