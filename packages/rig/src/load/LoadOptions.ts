import type { IncomingHttpHeaders } from 'node:http';

export interface LoadRequest {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** GET without it. */
  readonly method?: string;
  readonly body?: string;
}

export interface LoadResponse {
  readonly request: LoadRequest;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly ms: number;
}

export interface LoadOptions {
  /** Taken one by one as they are sent: a generator can go on until it is told to end. */
  readonly requests: Iterable<LoadRequest>;
  /** `http://…` */
  readonly base: string;
  /** Connections, and with a closed load requests, at a time. */
  readonly concurrency: number;
  /** Bodies are collected only where this wants them. */
  readonly onResponse?: (response: LoadResponse) => void;
  /** A request without a whole answer by then has failed; 30 seconds without it. */
  readonly timeoutMs?: number;
}

/** Latencies in milliseconds, of all that were answered whatever the status. */
export interface LoadResult {
  /** All that were sent. */
  readonly count: number;
  /** Those without a whole answer. */
  readonly failed: number;
  /** Why they failed, by code: ECONNREFUSED, ECONNRESET, TIMEOUT … */
  readonly byError: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<number, number>>;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Of all bodies. */
  readonly bytes: number;
}
