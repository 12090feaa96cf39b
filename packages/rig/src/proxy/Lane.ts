import type { Socket } from 'node:net';
import { drawLatency, type Faults } from './Faults.ts';
import { Shaper } from './Shaper.ts';

/** Beyond this the sender has to wait, as on a real network. */
const MAX_QUEUED_BYTES = 1024 * 1024;

export interface LaneOptions {
  readonly from: Socket;
  readonly to: Socket;
  readonly carries: 'requests' | 'answers';
  readonly faults: () => Faults;
  /** Resets the whole connection. */
  readonly reset: () => void;
}

/** The connection's end and its reset wait their turn behind the bytes. */
interface Item {
  bytes: Buffer | 'end' | 'reset';
  readonly arrivedAt: number;
  dueAt: number;
}

/** One direction of a connection: takes bytes in and lets them out by the faults of the moment. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #queue: Item[] = [];
  readonly #shaper: Shaper;
  #queuedBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing = false;
  #over = false;
  #lost = false;

  constructor(options: LaneOptions) {
    const { from, to } = options;
    this.#options = options;
    this.#shaper = new Shaper(options.carries);
    from.on('data', bytes => this.#push(bytes as Buffer));
    from.once('end', () => this.#push('end'));
    from.once('close', hadError => {
      if (hadError) {
        this.#push('reset');
      }
    });
    to.once('close', () => this.#drop());
  }

  /** The faults are others now. */
  changed(): void {
    const faults = this.#options.faults();
    // TCP loses nothing in the midst: such a connection must not go on.
    if (this.#lost && faults.hang === undefined) {
      this.#options.reset();
      return;
    }
    for (const item of this.#queue) {
      item.dueAt = item.arrivedAt + drawLatency(faults);
    }
    this.#pump();
  }

  get #answers(): boolean {
    return this.#options.carries === 'answers';
  }

  #swallows({ hang }: Faults): boolean {
    return this.#answers && hang === 'answers';
  }

  #push(bytes: Item['bytes']): void {
    if (this.#over) {
      return;
    }
    const now = performance.now();
    const latency = this.#answers ? drawLatency(this.#options.faults()) : 0;
    this.#queue.push({ bytes, arrivedAt: now, dueAt: now + latency });
    if (typeof bytes !== 'string') {
      this.#queuedBytes += bytes.length;
      if (this.#queuedBytes > MAX_QUEUED_BYTES) {
        this.#options.from.pause();
      }
    }
    this.#pump();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    if (this.#writing || this.#over) {
      return;
    }
    const faults = this.#options.faults();
    if (this.#swallows(faults)) {
      this.#swallow();
    }
    if (faults.hang === 'all' || this.#swallows(faults)) {
      return;
    }
    const [item] = this.#queue;
    if (!item) {
      return;
    }
    const wait = Math.max(
      item.dueAt - performance.now(),
      this.#shaper.wait(faults),
    );
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#pump(), Math.ceil(wait));
    } else if (typeof item.bytes !== 'string') {
      this.#write(item, item.bytes, faults);
    } else if (item.bytes === 'end') {
      this.#queue.shift();
      this.#options.to.end();
      this.#pump();
    } else {
      this.#options.to.resetAndDestroy();
    }
  }

  #write(item: Item, bytes: Buffer, faults: Faults): void {
    const piece = bytes.subarray(0, this.#shaper.pieceBytes(faults));
    if (piece.length === 0) {
      this.#options.reset();
      return;
    }
    if (piece.length < bytes.length) {
      item.bytes = bytes.subarray(piece.length);
    } else {
      this.#queue.shift();
    }
    this.#writing = true;
    this.#options.to.write(piece, error => {
      if (error) {
        return;
      }
      this.#shaper.sent(piece.length, faults);
      this.#release(piece.length);
      if (this.#shaper.exhausted) {
        this.#options.reset();
      } else if (this.#answers && faults.sliceBytes) {
        // Written at once, two pieces would arrive as one.
        setImmediate(() => this.#next());
      } else {
        this.#next();
      }
    });
  }

  #next(): void {
    this.#writing = false;
    this.#pump();
  }

  #swallow(): void {
    for (let at = this.#queue.length - 1; at >= 0; at -= 1) {
      const { bytes } = this.#queue[at];
      if (typeof bytes !== 'string') {
        this.#queue.splice(at, 1);
        this.#lost = true;
        this.#release(bytes.length);
      }
    }
  }

  #release(bytes: number): void {
    this.#queuedBytes -= bytes;
    if (this.#queuedBytes <= MAX_QUEUED_BYTES) {
      this.#options.from.resume();
    }
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#over = true;
    this.#queue.length = 0;
    // What it still has to say is nobody's, and must not keep it open.
    this.#options.from.resume();
  }
}
