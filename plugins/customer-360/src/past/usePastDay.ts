import { useSearchParams } from 'react-router-dom';

const AS_OF = 'asOf';
const DAY = /^2\d{3}-\d{2}-\d{2}$/;

/**
 * The past day of which the overview is shown, from the URL, so that a link and
 * a reload keep it. Undefined where it is of now.
 *
 * @internal
 */
export function usePastDay(): string | undefined {
  const [params] = useSearchParams();
  const day = params.get(AS_OF);
  return day !== null && isDay(day) ? day : undefined;
}

/** True for what a date field gives once it is filled in. @internal */
export function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** The query of the overview on a past day; that of now where none is given. @internal */
export function withPastDay(
  params: URLSearchParams,
  day: string | undefined,
): URLSearchParams {
  const next = new URLSearchParams(params);
  if (day === undefined) {
    next.delete(AS_OF);
  } else {
    next.set(AS_OF, day);
  }
  return next;
}
