import type { SourceQuota } from './SourceQuota';

interface Spelling {
  readonly remaining: string;
  readonly limits: readonly string[];
  readonly reset?: string;
}

/** The spellings in use, the most telling first. */
const SPELLINGS: readonly Spelling[] = [
  {
    // A day's quota tells more than that of ten seconds beside it.
    remaining: 'x-hubspot-ratelimit-daily-remaining',
    limits: ['x-hubspot-ratelimit-daily'],
  },
  {
    remaining: 'x-hubspot-ratelimit-remaining',
    limits: ['x-hubspot-ratelimit-max'],
  },
  {
    remaining: 'ratelimit-remaining',
    limits: ['ratelimit-limit'],
    reset: 'ratelimit-reset',
  },
  {
    remaining: 'x-ratelimit-remaining',
    limits: ['x-ratelimit-limit'],
    reset: 'x-ratelimit-reset',
  },
  {
    // Zendesk says `X-Rate-Limit: 700`.
    remaining: 'x-rate-limit-remaining',
    limits: ['x-rate-limit-limit', 'x-rate-limit'],
    reset: 'x-rate-limit-reset',
  },
];

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_PERIOD_MS = 400 * DAY_MS;
/** A delay in seconds is below this, a time since the epoch above it. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e12;

/**
 * Reads how much the vendor says is left. Headers are the other side's words:
 * what is no plain number in a believable range is not there.
 *
 * @returns undefined where the answer says nothing usable
 * @internal
 */
export function readQuota(
  headers: Headers,
  now: Date,
): SourceQuota | undefined {
  for (const spelling of SPELLINGS) {
    const remaining = readNumber(headers, spelling.remaining);
    if (remaining !== undefined) {
      const [limit] = spelling.limits.flatMap(
        name => readNumber(headers, name) ?? [],
      );
      const resetAt = spelling.reset && readReset(headers, spelling.reset, now);
      return {
        remaining,
        ...(limit !== undefined && { limit }),
        ...(resetAt && { resetAt }),
        readAt: now,
      };
    }
  }
  return undefined;
}

/** The first of several values, and without parameters: `100, 100;w=60`. */
function readNumber(headers: Headers, name: string): number | undefined {
  const text = headers.get(name)?.split(/[,;]/, 1)[0].trim() ?? '';
  return /^\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

function readReset(headers: Headers, name: string, now: Date) {
  const value = readNumber(headers, name);
  if (value === undefined) {
    return undefined;
  }
  let at = now.getTime() + value * 1000;
  if (value >= EPOCH_MILLISECONDS) {
    at = value;
  } else if (value >= EPOCH_SECONDS) {
    at = value * 1000;
  }
  const away = at - now.getTime();
  return away >= -DAY_MS && away <= LONGEST_PERIOD_MS
    ? new Date(at)
    : undefined;
}
