import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { LatencyRecorder } from './LatencyRecorder.ts';
import type { LoadOptions, LoadRequest, LoadResult } from './LoadOptions.ts';

/** Sends requests over kept connections and adds up what comes of them. */
export class LoadClient {
  readonly #options: LoadOptions;
  readonly #agent: Agent;
  readonly #hostname: string;
  readonly #port: number;
  readonly #timeoutMs: number;
  readonly #latencies = new LatencyRecorder();
  readonly #byStatus: Record<number, number> = {};
  readonly #byError: Record<string, number> = {};
  readonly #startedAt = performance.now();
  #failed = 0;
  #bytes = 0;

  constructor(options: LoadOptions) {
    const { hostname, port, protocol } = new URL(options.base);
    if (protocol !== 'http:') {
      throw new RangeError('The base of a load is an http: address.');
    }
    if (!(options.concurrency >= 1)) {
      throw new RangeError('A load has a concurrency of at least 1.');
    }
    this.#options = options;
    this.#hostname = hostname;
    this.#port = Number(port || 80);
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: options.concurrency,
      scheduling: 'fifo',
    });
  }

  /**
   * Rejects only when `onResponse` throws.
   *
   * @param dueAt - what the latency counts from
   */
  send(load: LoadRequest, dueAt = performance.now()): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        agent: this.#agent,
        hostname: this.#hostname,
        port: this.#port,
        path: load.path,
        method: load.method,
        headers: load.headers,
      });
      const timer = setTimeout(
        () => request.destroy(new Error('TIMEOUT')),
        this.#timeoutMs,
      );
      let settled = false;
      // An answer that breaks off may tell it twice.
      const settle = (how: () => void) => {
        if (!settled) {
          settled = true;
          clearTimeout(timer);
          how();
        }
      };
      const fail = (error: Error) =>
        settle(() => {
          this.#fail(error);
          resolve();
        });
      request.on('error', fail);
      request.once('response', response => {
        response.on('error', fail);
        this.#collect(response, body =>
          settle(() => {
            try {
              this.#succeed(load, response, body, dueAt);
              resolve();
            } catch (error) {
              reject(error);
            }
          }),
        );
      });
      request.end(load.body);
    });
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }

  result(): LoadResult {
    const [p50, p95, p99, max] = this.#latencies.percentiles(50, 95, 99, 100);
    return {
      count: this.#latencies.count + this.#failed,
      failed: this.#failed,
      byError: this.#byError,
      byStatus: this.#byStatus,
      ...{ p50, p95, p99, max },
      seconds: (performance.now() - this.#startedAt) / 1000,
      bytes: this.#bytes,
    };
  }

  #collect(response: IncomingMessage, onEnd: (body: Buffer[]) => void): void {
    const keep = this.#options.onResponse !== undefined;
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length;
      if (keep) {
        chunks.push(chunk);
      }
    });
    response.once('end', () => onEnd(chunks));
  }

  #succeed(
    request: LoadRequest,
    response: IncomingMessage,
    body: Buffer[],
    dueAt: number,
  ): void {
    const ms = performance.now() - dueAt;
    const status = response.statusCode ?? 0;
    this.#latencies.add(ms);
    this.#byStatus[status] = (this.#byStatus[status] ?? 0) + 1;
    this.#options.onResponse?.({
      ...{ request, status, ms },
      headers: response.headers,
      body: Buffer.concat(body),
    });
  }

  #fail(error: NodeJS.ErrnoException): void {
    const code = error.code ?? error.message;
    this.#failed += 1;
    this.#byError[code] = (this.#byError[code] ?? 0) + 1;
  }
}
