import { useSearchParams } from 'react-router-dom';

const BRIEF = 'brief';

/** Whether the address is that of the meeting brief. @internal */
export function useBrief(): boolean {
  const [params] = useSearchParams();
  return params.has(BRIEF);
}

/** The query of the overview as a meeting brief, or not. @internal */
export function withBrief(
  params: URLSearchParams,
  brief: boolean,
): URLSearchParams {
  const next = new URLSearchParams(params);
  if (brief) {
    next.set(BRIEF, '');
  } else {
    next.delete(BRIEF);
  }
  return next;
}
