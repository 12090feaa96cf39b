/** When a facet was read is told to whoever sees any of it. */
const TIMES = new Set(['fetchedAt', 'asOf', 'freshUntil', 'generatedAt']);

/** A figure of an indicator says when it was read. */
const TIME_OF_FIGURE = /^\.indicators\.\d+\.\w+\.at$/;

/** Where two JSON texts differ in anything but the times of reading. */
export function differences(one: string, other: string): string[] {
  return [...differ(JSON.parse(one), JSON.parse(other), '')];
}

function* differ(one: unknown, other: unknown, path: string): Iterable<string> {
  if (isRecord(one) && isRecord(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (!TIMES.has(key)) {
        yield* differ(one[key], other[key], `${path}.${key}`);
      }
    }
  } else if (one !== other && !TIME_OF_FIGURE.test(path)) {
    yield `${path}: ${JSON.stringify(one)}, then ${JSON.stringify(other)}`;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
