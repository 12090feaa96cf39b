import { faultKinds } from './faults.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { WebhookOrder } from './sendWebhook.ts';

/**
 * Thrown when a call of the control API cannot be understood; the message
 * names the field.
 *
 * @internal
 */
export class ControlInputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ControlInputError';
  }
}

/**
 * Reads the bodies of the control API.
 *
 * @internal
 */
export const controlInput = {
  fault(body: Buffer): Omit<Fault, 'id'> {
    const fields = fieldsOf(body);
    const kind = faultKinds.find(name => name === fields.fault);
    if (!kind) {
      throw new ControlInputError(
        `"fault" must be one of ${faultKinds.join(', ')}.`,
      );
    }
    return {
      vendor: text(fields, 'vendor'),
      fault: kind satisfies FaultKind,
      path: optionalText(fields, 'path'),
      field: optionalText(fields, 'field'),
      status: optionalNumber(fields, 'status', { min: 200, max: 599 }),
      latencyMs: optionalNumber(fields, 'latencyMs', { min: 0, max: 600_000 }),
      retryAfter: optionalNumber(fields, 'retryAfter', { min: 0, max: 86_400 }),
      bytes: optionalNumber(fields, 'bytes', { min: 1, max: 2 ** 31 }),
      remaining: optionalNumber(fields, 'count', { min: 1, max: 1_000_000 }),
    };
  },

  latency(body: Buffer): { vendor: string; ms: number } {
    const fields = fieldsOf(body);
    const ms = optionalNumber(fields, 'ms', { min: 0, max: 600_000 });
    if (ms === undefined) {
      throw new ControlInputError('"ms" must be a number.');
    }
    return { vendor: text(fields, 'vendor'), ms };
  },

  enabled(body: Buffer): boolean {
    const { enabled } = fieldsOf(body);
    if (typeof enabled !== 'boolean') {
      throw new ControlInputError('"enabled" must be true or false.');
    }
    return enabled;
  },

  kind(body: Buffer): string {
    return text(fieldsOf(body), 'kind');
  },

  instant(body: Buffer): Date {
    const now = new Date(text(fieldsOf(body), 'now'));
    if (Number.isNaN(now.getTime())) {
      throw new ControlInputError('"now" must be an ISO 8601 instant.');
    }
    return now;
  },

  webhook(body: Buffer): WebhookOrder {
    const fields = fieldsOf(body);
    const url = localUrl(fields);
    const { event } = fields;
    if (!isRecord(event)) {
      throw new ControlInputError('"event" must be an object.');
    }
    const { data } = event;
    const sentAt = optionalText(fields, 'sentAt');
    const at = sentAt === undefined ? undefined : new Date(sentAt);
    if (at && Number.isNaN(at.getTime())) {
      throw new ControlInputError('"sentAt" must be an ISO 8601 instant.');
    }
    return {
      vendor: text(fields, 'vendor'),
      url,
      sentAt: at,
      publicUrl: optionalText(fields, 'publicUrl'),
      event: {
        type: text(event, 'type'),
        objectId: optionalText(event, 'objectId'),
        data: isRecord(data) ? data : undefined,
      },
    };
  },
};

/** Fields of a body, before they were looked at. @internal */
export type Fields = Record<string, unknown>;

/** The sandbox talks to this machine alone, whatever it is told. @internal */
export function localUrl(fields: Fields): string {
  const url = text(fields, 'url');
  if (!isLocalUrl(url)) {
    throw new ControlInputError('"url" must be a URL on this machine.');
  }
  return url;
}

/** @internal */
export function isLocalUrl(url: string): boolean {
  return (
    URL.canParse(url) &&
    ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
  );
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @internal */
export function fieldsOf(body: Buffer): Fields {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new ControlInputError('The body must be JSON.');
  }
  if (!isRecord(value)) {
    throw new ControlInputError('The body must be a JSON object.');
  }
  return value;
}

/** @internal */
export function text(fields: Fields, name: string): string {
  const value = optionalText(fields, name);
  if (value === undefined || value === '') {
    throw new ControlInputError(`"${name}" must be a text.`);
  }
  return value;
}

/** @internal */
export function optionalText(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new ControlInputError(`"${name}" must be a text.`);
  }
  return value;
}

/** @internal */
export function optionalNumber(
  fields: Fields,
  name: string,
  range: { min: number; max: number },
): number | undefined {
  const value = fields[name];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || value < range.min || value > range.max) {
    throw new ControlInputError(
      `"${name}" must be a number from ${range.min} to ${range.max}.`,
    );
  }
  return value;
}
