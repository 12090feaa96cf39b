import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeResponse } from './encodeResponse.ts';
import type { EncodedResponse } from './encodeResponse.ts';
import type { Fault, FaultBook } from './faults.ts';
import { close, listen, LOOPBACK } from './listen.ts';
import { BodyTooLargeError, readRequest } from './readRequest.ts';
import type { Recorder } from './Recorder.ts';
import type { RequestStatistics } from './RequestStatistics.ts';
import { spoilAnswer } from './spoilAnswer.ts';
import type { Vendor } from './types.ts';

const DEFAULT_SLOW_MS = 5_000;
const DEFAULT_HUGE_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/**
 * What lies around every vendor.
 *
 * @internal
 */
export interface VendorSurroundings {
  /** By the sandbox's clock. */
  now(): Date;
  readonly faults: FaultBook;
  readonly statistics: RequestStatistics;
  readonly recorder: Recorder;
}

/**
 * One vendor behind one listener. Stopping really closes the port, so that a
 * caller sees a refused connection, and starting opens the same one again.
 *
 * @internal
 */
export class VendorServer {
  readonly #vendor: Vendor;
  readonly #around: VendorSurroundings;
  #server: Server | undefined;
  #port: number;
  /** Milliseconds laid on every answer. */
  latencyMs = 0;

  constructor(vendor: Vendor, port: number, around: VendorSurroundings) {
    this.#vendor = vendor;
    this.#port = port;
    this.#around = around;
  }

  get vendor(): Vendor {
    return this.#vendor;
  }

  get url(): string {
    return `http://${LOOPBACK}:${this.#port}`;
  }

  get running(): boolean {
    return this.#server !== undefined;
  }

  async start(): Promise<void> {
    if (this.#server) {
      return;
    }
    const server = createServer((message, response) => {
      this.#serve(message, response).catch(error => fail(response, error));
    });
    this.#server = server;
    try {
      this.#port = await listen(server, this.#vendor.id, this.#port);
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) {
      await close(server);
    }
  }

  async #serve(
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const request = await readRequest(message);
    const { faults, now, recorder, statistics } = this.#around;
    statistics.count(this.#vendor.id, request.method, request.path);
    const fault = faults.take(this.#vendor.id, request.path);

    if (fault?.fault === 'hang') {
      // Nothing is ever answered; the connection ends when the caller gives up
      // or the listener is stopped.
      return;
    }
    if (fault?.fault === 'reset') {
      message.socket.resetAndDestroy();
      return;
    }
    if (fault?.fault === 'stop') {
      await this.stop();
      return;
    }
    const wait =
      this.latencyMs +
      (fault?.fault === 'slow' ? fault.latencyMs ?? DEFAULT_SLOW_MS : 0);
    if (wait > 0) {
      await delay(wait);
    }
    const answer = fault
      ? await spoilAnswer(this.#vendor, request, fault)
      : await this.#vendor.handle(request);
    const encoded = encodeResponse(answer);
    recorder.record(this.#vendor.id, now(), request, encoded, fault?.fault);
    await send(response, encoded, fault);
  }
}

async function send(
  response: ServerResponse,
  answer: EncodedResponse,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.fault === 'huge') {
    await sendHuge(response, answer, fault.bytes ?? DEFAULT_HUGE_BYTES);
    return;
  }
  response.writeHead(answer.status, answer.headers);
  if (fault?.fault === 'truncate') {
    // The length promised is the whole one: the connection ends in the middle.
    const half = answer.bytes.subarray(0, Math.floor(answer.bytes.length / 2));
    response.write(half, () => response.destroy());
    return;
  }
  response.end(answer.bytes);
}

/** Valid JSON that never seems to end: only a limit on bytes saves the caller. */
async function sendHuge(
  response: ServerResponse,
  answer: EncodedResponse,
  bytes: number,
): Promise<void> {
  const headers = { ...answer.headers };
  delete headers['content-length'];
  response.writeHead(answer.status, headers);
  const text = answer.bytes.toString('utf8');
  response.write(
    text.startsWith('{') && text.length > 2
      ? `${text.slice(0, -1)},"padding":"`
      : '{"padding":"',
  );
  const chunk = 'x'.repeat(CHUNK_BYTES);
  for (let sent = 0; sent < bytes && !response.destroyed; sent += CHUNK_BYTES) {
    if (!response.write(chunk)) {
      await drained(response);
    }
  }
  response.end('"}');
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (error instanceof BodyTooLargeError) {
    response.writeHead(413, { 'content-type': 'text/plain' });
    response.end(error.message);
    return;
  }
  // A mistake of the simulation itself, never a vendor's answer: it must be
  // seen by whoever works on it.
  process.stderr.write(
    `sandbox: ${
      error instanceof Error ? error.stack ?? error.message : error
    }\n`,
  );
  response.writeHead(500, { 'content-type': 'text/plain' });
  response.end('The sandbox itself failed; its log says why.');
}
