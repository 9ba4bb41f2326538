/** What reading a page gives, whoever read it: words with their places. Pure data, kept as JSON. */

/** A rectangle in fractions (0–1) of the page as a person sees it (rotation applied); origin top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Word {
  text: string;
  box: Box;
  /** 0–1; 1 for a text layer or XML. */
  confidence: number;
  /** Who read it, where that is not who read the page: a picture's words on a page with a text layer. */
  provider?: Provider;
}

/** Who read a page. `text-layer` is the PDF's own text; `xml` an e-invoice's data. */
export type Provider = 'text-layer' | 'tesseract' | 'ppocr' | 'textract' | 'xml';

export interface Page {
  /** From 1. */
  number: number;
  /** Size as seen, in points (1/72 inch); gives boxes their aspect ratio. */
  widthPoints: number;
  heightPoints: number;
  provider: Provider;
  /**
   * Degrees clockwise by which the text is turned on the page as shown: 90 for a page fed in sideways, 1.3 for one
   * fed in askew; absent for an upright one. Boxes stay on the page as shown; `heldUpright` takes the turn out.
   */
  turnedDegrees?: number;
  /** In reading order: line by line, left to right. */
  words: Word[];
  /** Mean word confidence, 0–1; 0 for a page without words. */
  confidence: number;
}
