/** Makes elements. Text only ever becomes text nodes, so nothing from a file or the API becomes markup. */

type Attributes = Readonly<Record<string, string | boolean | undefined>>;
export type Child = Node | string | null | undefined;

/** Attributes that are undefined or false are left out; true ones stand without a value. */
function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : value);
  }
}

/** An element with these attributes; children that are null or undefined are left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** As `element`, of a picture. */
export function svgElement(
  name: string,
  attributes: Attributes = {},
  ...children: readonly Node[]
): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

/** A button that submits no form. */
export function button(
  label: string,
  onClick: () => void,
  attributes: Attributes = {},
  ...more: readonly Child[]
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label, ...more);
  made.addEventListener('click', onClick);
  return made;
}
