import { closedLoad } from './closedLoad.ts';
import type { LoadOptions, LoadResult } from './LoadOptions.ts';
import { openLoad } from './openLoad.ts';

/** An open load where requests per second are given, and a closed one without. */
export function runLoad(
  options: LoadOptions & { readonly perSecond?: number },
): Promise<LoadResult> {
  const { perSecond } = options;
  return perSecond === undefined
    ? closedLoad(options)
    : openLoad({ ...options, perSecond });
}
