/** The parts of the page that show figures. Each is made anew from a snapshot. */
import { type Child, element, svgElement } from './elements.ts';
import type { Figures } from './figures.ts';
import type { Words } from './words.ts';

/** The words and figures of the language that a part is made in. */
export interface Reading {
  words: Words;
  figures: Figures;
}

let lastId = 0;

/** A part with a heading; `wide` takes the whole width. */
export function panel(
  title: string,
  attributes: { wide?: boolean },
  ...children: readonly Child[]
): HTMLElement {
  const id = `part-${++lastId}`;
  return element(
    'section',
    { class: attributes.wide ? 'panel wide' : 'panel', 'aria-labelledby': id },
    element('h2', { id }, title),
    ...children,
  );
}

/** The few figures that matter most. */
export function tile(name: string, value: string, detail?: string): HTMLElement {
  return element(
    'div',
    { class: 'tile' },
    element('dt', {}, name),
    element('dd', {}, value, detail === undefined ? null : element('small', {}, detail)),
  );
}

/** Names with their values, a line each. */
export function facts(pairs: readonly (readonly [name: string, value: Child])[]): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    ...pairs.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

/** A bar for a share; the text beside it says the same. Null is drawn empty. */
export function meter(name: string, percent: number | null | undefined, text: string): HTMLElement {
  const known = percent ?? 0;
  const bar = element('span', { class: known >= 90 ? 'bar high' : 'bar' });
  bar.style.width = `${Math.min(100, Math.max(0, known))}%`;
  const track = element(
    'span',
    {
      class: 'track',
      role: 'meter',
      'aria-label': name,
      'aria-valuemin': '0',
      'aria-valuemax': '100',
      'aria-valuenow': String(Math.round(known)),
      'aria-valuetext': text,
    },
    bar,
  );
  return element(
    'div',
    { class: 'meter' },
    element('span', { class: 'meter-name' }, name),
    element('strong', {}, text),
    track,
  );
}

const CHART_WIDTH = 300;
const CHART_HEIGHT = 48;

/** How a share (0 to 100) went; only a picture, as the figures beside it say how it is now. */
export function sparkline(values: readonly number[], label: string): HTMLElement | null {
  if (values.length < 2) return null;
  const step = CHART_WIDTH / (values.length - 1);
  const highest = Math.max(10, ...values);
  const points = values.map((value, index) => {
    const height = CHART_HEIGHT - 2 - (value / highest) * (CHART_HEIGHT - 4);
    return `${(index * step).toFixed(1)},${height.toFixed(1)}`;
  });
  const area = `0,${CHART_HEIGHT} ${points.join(' ')} ${CHART_WIDTH},${CHART_HEIGHT}`;
  return element(
    'figure',
    { class: 'sparkline' },
    svgElement(
      'svg',
      { viewBox: `0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svgElement('polygon', { points: area }),
      svgElement('polyline', { points: points.join(' ') }),
    ),
    element('figcaption', {}, label),
  );
}

/** A column and how a row fills it. */
export interface TableColumn<Row> {
  heading: string;
  /** Numbers stand right. */
  right?: boolean;
  /** Left out on a phone. */
  minor?: boolean;
  cell: (row: Row) => Child;
}

/** On a phone each row becomes a card, whose cells carry their headings. */
export function table<Row>(
  caption: string,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
): HTMLElement {
  return element(
    'div',
    { class: 'table' },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...columns.map(({ heading, right }) =>
            element('th', { scope: 'col', class: right ? 'right' : undefined }, heading),
          ),
        ),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) =>
          element(
            'tr',
            {},
            ...columns.map(({ heading, right, minor, cell }, index) =>
              element(
                index === 0 ? 'th' : 'td',
                {
                  ...(index === 0 && { scope: 'row' }),
                  class: [right && 'right', minor && 'minor'].filter(Boolean).join(' ') || undefined,
                  'data-heading': heading,
                },
                cell(row),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}
