import type { ControlledSandbox } from '../controlApi.ts';
import {
  ControlInputError,
  fieldsOf,
  localUrl,
  optionalNumber,
  optionalText,
  text,
} from '../controlInput.ts';
import type { Fields } from '../controlInput.ts';
import type { VendorRequest, VendorResponse } from '../types.ts';
import { notFound } from './notFound.ts';
import { requireVendor } from './requireVendor.ts';

const SHARE = { min: 0, max: 1 };
const SPAN_MS = { min: 0, max: 600_000 };
const MOST_SHOWN = 20_000;
const USUALLY_SHOWN = 1_000;

/** `/webhooks/subscriptions`, `/chaos`, `/retries` and `/deliveries`. @internal */
export function webhookCalls(
  sandbox: ControlledSandbox,
  request: VendorRequest,
): VendorResponse {
  const [, , room, id] = request.path.split('/');
  switch (`${request.method} ${room}`) {
    case 'GET subscriptions':
      return subscriptions(sandbox, 200);
    case 'POST subscriptions':
      return subscribe(sandbox, fieldsOf(request.body));
    case 'DELETE subscriptions':
      for (const vendor of id === undefined
        ? sandbox.vendors.keys()
        : [requireVendor(sandbox, id)]) {
        sandbox.webhooks.unsubscribe(vendor);
      }
      return { status: 204 };
    case 'GET chaos':
      return {
        status: 200,
        body: sandbox.webhooks.chaosOf(named(sandbox, request)),
      };
    case 'POST chaos':
      return setChaos(sandbox, fieldsOf(request.body));
    case 'GET retries':
      return { status: 200, body: sandbox.webhooks.retries };
    case 'POST retries':
      return setRetries(sandbox, fieldsOf(request.body));
    case 'GET deliveries':
      return deliveries(sandbox, request);
    case 'DELETE deliveries':
      for (const vendor of sandbox.vendors.keys()) {
        sandbox.webhooks.forgetDeliveries(vendor);
      }
      return { status: 204 };
    default:
      return notFound();
  }
}

function named(sandbox: ControlledSandbox, request: VendorRequest): string {
  return requireVendor(sandbox, request.query.get('vendor') ?? '');
}

function subscriptions(
  { webhooks }: ControlledSandbox,
  status: number,
): VendorResponse {
  return { status, body: { subscriptions: webhooks.subscriptions() } };
}

function subscribe(sandbox: ControlledSandbox, fields: Fields): VendorResponse {
  sandbox.webhooks.subscribe(requireVendor(sandbox, text(fields, 'vendor')), {
    url: localUrl(fields),
    publicUrl: optionalText(fields, 'publicUrl'),
  });
  return subscriptions(sandbox, 201);
}

function setChaos(sandbox: ControlledSandbox, fields: Fields): VendorResponse {
  const vendor = requireVendor(sandbox, text(fields, 'vendor'));
  const share = (name: string) => optionalNumber(fields, name, SHARE) ?? 0;
  const span = (name: string) => optionalNumber(fields, name, SPAN_MS) ?? 0;
  const settings = {
    seed: optionalNumber(fields, 'seed', { min: 0, max: 2 ** 31 - 1 }) ?? 0,
    duplicate: share('duplicate'),
    lose: share('lose'),
    reorder: share('reorder'),
    withinMs: span('withinMs'),
    delayMs: span('delayMs'),
  };
  sandbox.webhooks.setChaos(vendor, settings);
  return { status: 200, body: { vendor, ...settings } };
}

function setRetries(
  { webhooks }: ControlledSandbox,
  fields: Fields,
): VendorResponse {
  const before = webhooks.retries;
  const waits = { min: 1, max: 3_600_000 };
  webhooks.retries = {
    firstMs: optionalNumber(fields, 'firstMs', waits) ?? before.firstMs,
    factor:
      optionalNumber(fields, 'factor', { min: 1, max: 10 }) ?? before.factor,
    maxMs: optionalNumber(fields, 'maxMs', waits) ?? before.maxMs,
    timeoutMs: optionalNumber(fields, 'timeoutMs', waits) ?? before.timeoutMs,
  };
  return { status: 200, body: webhooks.retries };
}

function deliveries(
  sandbox: ControlledSandbox,
  request: VendorRequest,
): VendorResponse {
  const limit = Number(request.query.get('limit') ?? USUALLY_SHOWN);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SHOWN) {
    throw new ControlInputError(
      `"limit" must be a whole number from 1 to ${MOST_SHOWN}.`,
    );
  }
  const vendor = named(sandbox, request);
  return {
    status: 200,
    body: { vendor, ...sandbox.webhooks.report(vendor, limit) },
  };
}
