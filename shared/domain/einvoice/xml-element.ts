/** XML as the mappings read it: a small tree without prefixes, entities or comments. Pure data. */

export interface XmlElement {
  /** Local name, without its prefix. */
  name: string;
  /** The URI that the prefix stood for; '' for none. */
  namespace: string;
  /** By local name; attributes that have a namespace of their own are left out. */
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  /** Its own text, children's left out, trimmed. */
  text: string;
}

/** An XML file that an invoice may be taken from: the document itself, or one embedded in a PDF. */
export interface XmlFile {
  /** Safe to show; null when it is the document itself. */
  name: string | null;
  /** Null when it could not be parsed. */
  root: XmlElement | null;
}
