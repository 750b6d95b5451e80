/** Elements without markup from strings: what the service says is only ever text. */

export type Child = Node | string | number | null | undefined | false | Child[];
export type Attributes = Record<string, string | number | boolean | null | undefined>;

const SVG = 'http://www.w3.org/2000/svg';

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  add(element, children);
  return element;
}

function add(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) {
      add(parent, child);
    } else if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}

export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  return fill(document.createElement(tag), attributes, children);
}

export function s(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS(SVG, tag) as SVGElement, attributes, children);
}

/** What the reader has changed, and no answer of the service may change back. */
const READERS_OWN = new Set(['open', 'value', 'checked']);

/**
 * Makes `parent` show `children`, keeping the elements that are alike: focus, what was opened and where it was scrolled to
 * stay. Events are therefore handled by ancestors.
 */
export function show(parent: Element, children: Node[]): void {
  const old = [...parent.childNodes];
  let next = 0;
  const kept = children.map(fresh => {
    // what was put in or left out before it moves it by a few places
    const found = old.findIndex((node, n) => n >= next && (n < next + NEAR || isKeyed(fresh)) && alike(node, fresh));
    next = found < 0 ? next : found + 1;
    return old[found];
  });
  old.filter(node => !kept.includes(node)).forEach(node => node.remove());
  children.forEach((fresh, n) => {
    const same = kept[n];
    if (!same) {
      parent.insertBefore(fresh, parent.childNodes[n] ?? null);
    } else if (same instanceof Element && fresh instanceof Element) {
      takeAttributes(same, fresh);
      show(same, [...fresh.childNodes]);
    } else if (same.nodeValue !== fresh.nodeValue) {
      same.nodeValue = fresh.nodeValue;
    }
  });
}

const NEAR = 3;

function isKeyed(node: Node): boolean {
  return node instanceof Element && node.hasAttribute('data-key');
}

function alike(a: Node, b: Node): boolean {
  return (
    a.nodeType === b.nodeType &&
    a.nodeName === b.nodeName &&
    (!(a instanceof Element) ||
      ['data-key', 'id', 'data-action'].every(name => a.getAttribute(name) === (b as Element).getAttribute(name)))
  );
}

function takeAttributes(kept: Element, fresh: Element): void {
  for (const { name } of [...kept.attributes]) {
    if (!fresh.hasAttribute(name) && !READERS_OWN.has(name)) {
      kept.removeAttribute(name);
    }
  }
  const isField = kept.matches('input, select, details');
  for (const { name, value } of fresh.attributes) {
    if (kept.getAttribute(name) !== value && !(isField && READERS_OWN.has(name))) {
      kept.setAttribute(name, value);
    }
  }
}
