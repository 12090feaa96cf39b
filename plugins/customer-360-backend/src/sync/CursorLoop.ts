import { createHash } from 'node:crypto';

/** How far a round has come, as far as loops are concerned. */
export interface LoopMark {
  readonly pages: number;
  readonly loop_mark: string | null;
}

/**
 * Finds a cursor that comes again, however many pages lie between, by keeping a
 * single one: that of page 1, 2, 4, 8 … (Brent's way). It survives a kill,
 * since it is kept beside the cursor.
 *
 * @returns undefined for a cursor that has been there before
 */
export function afterPage(mark: LoopMark, next: string): LoopMark | undefined {
  const hash = createHash('sha256').update(next).digest('hex');
  if (hash === mark.loop_mark) {
    return undefined;
  }
  const pages = mark.pages + 1;
  const isPowerOfTwo = (pages & (pages - 1)) === 0;
  return { pages, loop_mark: isPowerOfTwo ? hash : mark.loop_mark };
}
