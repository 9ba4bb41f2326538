/** A progress bar on stderr: a line that redraws itself on a terminal, and nothing where there is none. */
export interface ProgressBar {
  update(done: number, label: string): void;
  /** Removes the line, so that what follows stands alone. */
  clear(): void;
}

const WIDTH = 24;

export function progressBar(total: number, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!stream.isTTY) return { update() {}, clear() {} };
  return {
    update(done, label) {
      const filled = Math.round((WIDTH * done) / Math.max(1, total));
      const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
      const room = Math.max(0, (stream.columns ?? 80) - WIDTH - 16);
      stream.write(`\r\x1b[2K${bar} ${done}/${total} ${[...label].slice(0, room).join('')}`);
    },
    clear() {
      stream.write('\r\x1b[2K');
    },
  };
}
