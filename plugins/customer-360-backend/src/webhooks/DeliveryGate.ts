import type { IncomingMessage } from 'node:http';

/** Bodies in memory at the same time, per instance. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_DELIVERIES = 1_000;

/**
 * Lets in only as many deliveries at once as there is memory for: anybody may
 * call, and nobody is known before the whole body is here.
 */
export class DeliveryGate {
  readonly #maxBodyBytes: number;
  readonly #mostBytes: number;
  readonly #mostDeliveries: number;
  #bytes = 0;
  #deliveries = 0;

  constructor(options: {
    maxBodyBytes: number;
    mostBytes?: number;
    mostDeliveries?: number;
  }) {
    this.#maxBodyBytes = options.maxBodyBytes;
    this.#mostBytes = options.mostBytes ?? MOST_BYTES;
    this.#mostDeliveries = options.mostDeliveries ?? MOST_DELIVERIES;
  }

  /** @returns what ends the stay, or undefined where there is no room now */
  enter({ headers }: IncomingMessage): (() => void) | undefined {
    // Node lets no body be longer than it says; one that does not say may be as
    // long as any.
    const said = Number(headers['content-length'] ?? this.#maxBodyBytes);
    const bytes = Math.min(said, this.#maxBodyBytes);
    if (
      this.#deliveries >= this.#mostDeliveries ||
      this.#bytes + bytes > this.#mostBytes
    ) {
      return undefined;
    }
    this.#deliveries += 1;
    this.#bytes += bytes;
    let inside = true;
    return () => {
      if (inside) {
        inside = false;
        this.#deliveries -= 1;
        this.#bytes -= bytes;
      }
    };
  }
}
