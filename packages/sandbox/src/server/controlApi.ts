import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { ProductChanges } from '../product-database/ProductChanges.ts';
import type { World } from '../world/types.ts';
import type { Listings } from './changes/Listings.ts';
import type { ReadLag } from './changes/ReadLag.ts';
import { changeCalls } from './control/changeCalls.ts';
import { notFound } from './control/notFound.ts';
import { webhookCalls } from './control/webhookCalls.ts';
import { ControlInputError, controlInput } from './controlInput.ts';
import { demoCredentials } from './credentials.ts';
import { encodeResponse } from './encodeResponse.ts';
import type { FaultBook } from './faults.ts';
import { BodyTooLargeError, readRequest } from './readRequest.ts';
import type { WorldMarks } from '../marks/markWorld.ts';
import type { Recorder } from './Recorder.ts';
import type { RequestStatistics } from './RequestStatistics.ts';
import type { SandboxClock } from './SandboxClock.ts';
import { sendWebhook } from './sendWebhook.ts';
import type { VendorRequest, VendorResponse } from './types.ts';
import type { VendorServer } from './VendorServer.ts';
import type { Webhooks } from './webhooks/Webhooks.ts';

/**
 * What the control API steers.
 *
 * @internal
 */
export interface ControlledSandbox {
  readonly world: World;
  /** Where the world was started with marks. */
  readonly marks?: WorldMarks;
  readonly vendors: ReadonlyMap<string, VendorServer>;
  readonly faults: FaultBook;
  readonly clock: SandboxClock;
  readonly statistics: RequestStatistics;
  readonly recorder: Recorder;
  readonly limits: { enabled: boolean };
  /** Files and databases are written after the ports are open. */
  readonly readiness: { readonly ready: boolean };
  /** How to reach the product database. */
  readonly productDatabase: unknown;
  readonly product: ProductChanges;
  readonly webhooks: Webhooks;
  readonly lags: ReadonlyMap<string, ReadLag>;
  readonly listings: Listings;
}

/**
 * The server of the control API: JSON in, JSON out, described in the README.
 *
 * @internal
 */
export function createControlServer(sandbox: ControlledSandbox): Server {
  return createServer((message, response) => {
    readRequest(message)
      .then(request => answer(sandbox, request))
      .catch((error: unknown): VendorResponse => {
        if (error instanceof ControlInputError) {
          return { status: 400, body: { error: error.message } };
        }
        if (error instanceof BodyTooLargeError) {
          return { status: 413, body: { error: error.message } };
        }
        return {
          status: 500,
          body: { error: error instanceof Error ? error.message : 'unknown' },
        };
      })
      .then(result => {
        const encoded = encodeResponse(result);
        response.writeHead(encoded.status, encoded.headers);
        response.end(encoded.bytes);
      })
      .catch(() => response.destroy());
  });
}

async function answer(
  sandbox: ControlledSandbox,
  request: VendorRequest,
): Promise<VendorResponse> {
  const [, room = '', id, verb] = request.path.split('/');
  const known = [...sandbox.vendors.keys()];
  const vendorOf = (name: string) => {
    const server = sandbox.vendors.get(name);
    if (!server) {
      throw new ControlInputError(
        `"${name}" is no vendor of the sandbox: use one of ${known.join(
          ', ',
        )}.`,
      );
    }
    return server;
  };

  switch (`${request.method} /${room}`) {
    case 'GET /health':
      return {
        status: sandbox.readiness.ready ? 200 : 503,
        body: {
          status: sandbox.readiness.ready ? 'ok' : 'starting',
          world: {
            seed: sandbox.world.seed,
            size: sandbox.world.size,
            today: sandbox.world.today,
          },
          vendors: Object.fromEntries(
            [...sandbox.vendors].map(([name, server]) => [
              name,
              server.running ? 'running' : 'stopped',
            ]),
          ),
        },
      };
    case 'GET /endpoints':
      return {
        status: 200,
        body: {
          vendors: Object.fromEntries(
            [...sandbox.vendors].map(([name, server]) => [name, server.url]),
          ),
          credentials: demoCredentials,
          productDatabase: sandbox.productDatabase,
        },
      };
    case 'GET /faults':
      return { status: 200, body: { faults: sandbox.faults.list() } };
    case 'POST /faults': {
      const fault = controlInput.fault(request.body);
      const server = vendorOf(fault.vendor);
      if (fault.fault === 'stop') {
        await server.stop();
        return { status: 200, body: { vendor: fault.vendor, running: false } };
      }
      return { status: 201, body: sandbox.faults.add(fault) };
    }
    case 'DELETE /faults':
      if (id !== undefined) {
        vendorOf(id);
      }
      sandbox.faults.clear(id);
      return { status: 204 };
    case 'POST /vendors': {
      const server = vendorOf(id ?? '');
      if (verb === 'stop') {
        await server.stop();
      } else if (verb === 'start') {
        await server.start();
      } else {
        return notFound();
      }
      return { status: 200, body: { vendor: id, running: server.running } };
    }
    case 'POST /latency': {
      const { vendor, ms } = controlInput.latency(request.body);
      vendorOf(vendor).latencyMs = ms;
      return { status: 200, body: { vendor, ms } };
    }
    case 'POST /limits':
      sandbox.limits.enabled = controlInput.enabled(request.body);
      return { status: 200, body: { enabled: sandbox.limits.enabled } };
    case 'GET /clock':
      return { status: 200, body: { now: sandbox.clock.now().toISOString() } };
    case 'POST /clock':
      sandbox.clock.set(controlInput.instant(request.body));
      return { status: 200, body: { now: sandbox.clock.now().toISOString() } };
    case 'POST /webhooks': {
      if (id !== undefined) {
        return webhookCalls(sandbox, request);
      }
      const order = controlInput.webhook(request.body);
      return sendWebhook(vendorOf(order.vendor).vendor, order);
    }
    case 'GET /marks':
      return marksOf(sandbox, id);
    case 'POST /marks':
      sandbox.marks?.renew(id ?? '', controlInput.kind(request.body));
      return marksOf(sandbox, id);
    case 'GET /stats':
      return { status: 200, body: { vendors: sandbox.statistics.snapshot() } };
    case 'DELETE /stats':
      sandbox.statistics.reset();
      return { status: 204 };
    case 'POST /recordings':
      sandbox.recorder.enabled = controlInput.enabled(request.body);
      return { status: 200, body: { enabled: sandbox.recorder.enabled } };
    case 'GET /recordings': {
      const vendor = request.query.get('vendor') ?? undefined;
      if (vendor !== undefined) {
        vendorOf(vendor);
      }
      return {
        status: 200,
        body: {
          enabled: sandbox.recorder.enabled,
          exchanges: sandbox.recorder.list(vendor),
        },
      };
    }
    case 'DELETE /recordings':
      sandbox.recorder.clear();
      return { status: 204 };
    case 'GET /webhooks':
    case 'DELETE /webhooks':
      return webhookCalls(sandbox, request);
    default:
      return changeCalls(sandbox, request);
  }
}

/** Of a customer, by the name of its catalog entity. */
function marksOf({ marks }: ControlledSandbox, customer = ''): VendorResponse {
  if (!marks) {
    throw new ControlInputError(
      'This sandbox has no marks: start it with --marked.',
    );
  }
  const found = marks.of(customer);
  if (!found) {
    throw new ControlInputError(`"${customer}" is no customer of the sandbox.`);
  }
  return { status: 200, body: { marks: found } };
}
