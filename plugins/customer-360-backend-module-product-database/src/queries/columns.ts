import { z } from 'zod';

// Drivers disagree on types: PostgreSQL sends bigint and numeric as text, SQLite
// knows neither booleans nor times. Each column says what it must mean.

const text = z.string();

/** An id: text or a whole number. */
export const idColumn = z
  .union([text, z.number().int(), z.bigint()])
  .transform(String)
  .pipe(z.string().min(1).max(255));

/** A name or a title; longer ones are cut. */
export const textColumn = z
  .union([text, z.number(), z.bigint(), z.boolean()])
  .transform(String)
  .pipe(z.string().min(1));

/** How many there are. */
export const countColumn = z
  .union([
    z.number(),
    z.bigint().transform(Number),
    text.regex(/^\d{1,15}(\.0+)?$/).transform(Number),
  ])
  .pipe(z.number().int().nonnegative());

/** A number, whole or not. */
export const numberColumn = z.union([
  z.number(),
  z.bigint().transform(Number),
  text.regex(/^-?\d{1,15}(\.\d+)?$/).transform(Number),
]);

/** Yes or no, however the database writes it. */
export const booleanColumn = z.union([
  z.boolean(),
  z.literal([1, '1', 't', 'true', 1n]).transform(() => true),
  z.literal([0, '0', 'f', 'false', 0n]).transform(() => false),
]);

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** A point in time; where the database keeps no zone it is UTC. */
export const instantColumn = z.union([
  z.date().transform(date => date.toISOString()),
  text.transform((value, context) => {
    const [, day, time, zone = 'Z'] = INSTANT.exec(value) ?? [];
    const offset = /^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone;
    const instant = new Date(`${day}T${time}${offset}`);
    if (Number.isNaN(instant.getTime())) {
      context.addIssue({ code: 'custom', message: 'no instant' });
      return z.NEVER;
    }
    return instant.toISOString();
  }),
]);

/** A calendar day; of a point in time its day in UTC. */
export const dayColumn = z.union([
  z.iso.date(),
  instantColumn.transform(instant => instant.slice(0, 10)),
]);
