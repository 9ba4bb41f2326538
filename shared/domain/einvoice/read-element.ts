/** Reading values out of the tree: by path of local names, null where there is none. */
import { isoDay } from '../dates/calendar.ts';
import type { Decimal, Identifier } from './model.ts';
import type { XmlElement } from './xml-element.ts';

/** A tree with only the elements of some namespaces, so that local names alone are safe to look for. */
export function ofNamespaces(element: XmlElement, isOwn: (namespace: string) => boolean): XmlElement {
  const children = element.children.filter((child) => isOwn(child.namespace));
  return { ...element, children: children.map((child) => ofNamespaces(child, isOwn)) };
}

/** Children of that name, none for none. */
export function all(element: XmlElement | null, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The first element at `A/B/C`; where a step has several alternatives, `A/B|C`, the first that exists. */
export function at(element: XmlElement | null, path: string): XmlElement | null {
  let found = element;
  for (const step of path.split('/')) {
    const names = step.split('|');
    found = found?.children.find((child) => names.includes(child.name)) ?? null;
  }
  return found;
}

/** The text there; null for none and for an empty one. */
export function textAt(element: XmlElement | null, path: string): string | null {
  return at(element, path)?.text.replace(/\s+/g, ' ') || null;
}

/** An XML Schema decimal; null for anything else, which then counts as missing. */
export function decimalOf(text: string | null): Decimal | null {
  const match = /^[+-]?(?:\d{1,15}(?:\.(\d{0,20}))?|\.(\d{1,20}))$/.exec(text ?? '');
  return match && { value: Number(text) || 0, decimals: (match[1] ?? match[2] ?? '').length };
}

/** The decimal number there. */
export function decimalAt(element: XmlElement | null, path: string): Decimal | null {
  return decimalOf(textAt(element, path));
}

/** The identifier there, with its scheme. */
export function identifierAt(element: XmlElement | null, path: string): Identifier | null {
  return identifierOf(at(element, path));
}

/** An element's text and its `schemeID` as an identifier; null for an empty element. */
export function identifierOf(element: XmlElement | null): Identifier | null {
  return element?.text ? { value: element.text, scheme: element.attributes.schemeID || null } : null;
}

/** The day that a text tells, as XML Schema (`2026-03-03`, a time may follow) or UN/EDIFACT 2379 (`20260303`) write it. */
export function dayOf(text: string | null): string | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:$|[T\dZ+-])/.exec(text ?? '');
  return match && isoDay(Number(match[1]), Number(match[2]), Number(match[3]));
}
