import type { RootLoggerService } from '@backstage/backend-plugin-api';
import { inspect } from 'node:util';

/** Keeps each message with what goes beside it, as it was given. */
export class RecordingLogger implements RootLoggerService {
  readonly lines: string[] = [];
  /** All that errors hold beside their message, however deep. */
  readonly depths: string[] = [];

  error = this.#keep.bind(this);
  warn = this.#keep.bind(this);
  info = this.#keep.bind(this);
  debug = this.#keep.bind(this);

  child(): RootLoggerService {
    return this;
  }

  /** Texts as they stand: an escape sequence of JSON would hide a line break. */
  #keep(message: string, meta?: object): void {
    this.lines.push(message, ...textsIn(meta));
    this.depths.push(inspect(meta, { depth: 9, showHidden: true }));
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (value instanceof Error) {
    return [value.message];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, of]) => [key, ...textsIn(of)])
    : [];
}
