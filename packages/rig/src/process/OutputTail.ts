import type { Readable } from 'node:stream';

/** The newest lines of what a process prints. */
export class OutputTail {
  readonly #max: number;
  readonly #lines: string[] = [];
  readonly #listeners = new Set<(line: string) => void>();

  constructor(max = 200) {
    this.#max = max;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** A line counts once it is whole; the last one when the stream ends. */
  read(stream: Readable): void {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      lines.forEach(line => this.#add(line));
    });
    stream.on('end', () => {
      if (rest !== '') {
        this.#add(rest);
        rest = '';
      }
    });
  }

  /** @returns stops listening. */
  onLine(listener: (line: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#max) {
      this.#lines.shift();
    }
    this.#listeners.forEach(listener => listener(line));
  }
}
