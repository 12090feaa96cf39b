import type { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const number = text.pipe(
  z
    .string()
    .regex(/^\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/)
    .transform(Number),
);

const boolean = text.pipe(
  z.enum(['true', 'false']).transform(value => value === 'true'),
);

/** Milliseconds since 1970 or ISO 8601: HubSpot writes both. */
const instant = text.transform((value, context) => {
  const milliseconds = /^-?\d{9,15}$/.test(value)
    ? Number(value)
    : Date.parse(/^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? value : '');
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) {
    context.addIssue('not an instant');
    return z.NEVER;
  }
  return date.toISOString();
});

/**
 * The properties of one record. HubSpot sends every value as a text or null,
 * whatever the property's type; here they get their types back, and what does
 * not fit is said by name and never shown.
 *
 * @internal
 */
export class Properties {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #drift: Drift;

  constructor(values: Readonly<Record<string, unknown>>, drift: Drift) {
    this.#values = values;
    this.#drift = drift;
  }

  text(name: string | undefined): string | undefined {
    return this.#read(text, name)?.trim() || undefined;
  }

  number(name: string | undefined): number | undefined {
    return this.#read(number, name);
  }

  boolean(name: string | undefined): boolean | undefined {
    return this.#read(boolean, name);
  }

  /** ISO 8601 UTC. */
  instant(name: string | undefined): string | undefined {
    return this.#read(instant, name);
  }

  /**
   * A calendar day. A `date` property is a day already; a `datetime` is the
   * day it falls on in the portal's own time zone, as its users see it.
   */
  day(name: string | undefined, timeZone: string): string | undefined {
    const raw = this.text(name);
    if (raw !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(raw)) {
      return raw;
    }
    const at = this.instant(name);
    return at === undefined ? undefined : dayIn(at, timeZone);
  }

  #read<T>(schema: z.ZodType<T>, name: string | undefined): T | undefined {
    return name === undefined
      ? undefined
      : this.#drift.optional(
          schema,
          this.#values[name],
          `The property ${name}`,
        );
  }
}

function dayIn(instantText: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instantText));
}
