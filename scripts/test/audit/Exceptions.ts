import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** @internal */
export interface AdvisoryException {
  /** Of the advisory: `GHSA-…`, or its number. */
  readonly id: string;
  readonly package: string;
  readonly reason: string;
  /** `2027-01-31`: it counts up to that day. */
  readonly until: string;
}

/** @internal */
export interface LicenceException {
  readonly package: string;
  /** As the package says, so that another licence is looked at anew. */
  readonly licence: string;
  readonly reason: string;
}

/** @internal */
export interface Exceptions {
  readonly allowedLicences: readonly string[];
  readonly licences: readonly LicenceException[];
  readonly advisories: readonly AdvisoryException[];
}

/**
 * @throws Error that names what is missing in which entry.
 * @internal
 */
export function readExceptions(file: string): Exceptions {
  return checkExceptions(parse(readFileSync(file, 'utf8')));
}

/**
 * @throws Error that names what is missing in which entry.
 * @internal
 */
export function checkExceptions(given: unknown): Exceptions {
  const { allowedLicences, licences, advisories } = given as Exceptions;
  for (const [list, entries, keys] of [
    ['licences', licences, ['package', 'licence', 'reason']],
    ['advisories', advisories, ['id', 'package', 'reason', 'until']],
  ] as const) {
    entries.forEach((entry, at) => {
      for (const key of keys) {
        const value: unknown = Object.entries(entry).find(
          ([name]) => name === key,
        )?.[1];
        if (typeof value !== 'string' || value.trim() === '') {
          throw new Error(`Entry ${at + 1} of ${list} has no text in ${key}.`);
        }
      }
    });
  }
  for (const { id, until } of advisories) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until))) {
      throw new Error(`The exception for ${id} has no day in until.`);
    }
  }
  return { allowedLicences, licences, advisories };
}
