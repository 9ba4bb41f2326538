/** A progress bar on stderr: a line that redraws itself on a terminal, and nothing where there is none. */
export interface ProgressBar {
  update(done: number, label: string): void;
  /** Removes the line, so that what follows stands alone. */
  clear(): void;
}

const WIDTH = 24;

/** How far it is as a figure. */
type Figure = (done: number, total: number) => string;

/** `40 %`, where what is counted says nothing to people. */
export const percentFigure: Figure = (done, total) => `${Math.floor((100 * done) / Math.max(1, total))} %`;

/** @param total how much `done` is at the end. */
export function progressBar(
  total: number,
  stream: NodeJS.WriteStream = process.stderr,
  figure: Figure = (done) => `${done}/${total}`,
): ProgressBar {
  if (!stream.isTTY) return { update() {}, clear() {} };
  return {
    update(done, label) {
      const filled = Math.round((WIDTH * Math.min(done, total)) / Math.max(1, total));
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
      const room = Math.max(0, (stream.columns ?? 80) - WIDTH - 16);
      stream.write(`\r\x1b[2K${bar} ${figure(done, total)} ${[...label].slice(0, room).join('')}`);
    },
    clear() {
      stream.write('\r\x1b[2K');
    },
  };
}
