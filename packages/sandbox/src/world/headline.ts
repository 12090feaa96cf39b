import type { Headline } from './Blueprint.ts';
import { firmOf } from './names.ts';
import { createRandom } from './random.ts';
import { STORIES } from './stories/index.ts';

/** Families stand in blocks of ten: the first of a block may own the next few. */
const BLOCK = 10;

export function headlineOf(
  seed: number,
  size: number,
  index: number,
): Headline {
  const story = STORIES[index];
  if (story) {
    const { name, domain, industry, parentIndex, childIndexes } = story;
    return {
      index,
      name,
      domain,
      industry,
      parentIndex: isThere(parentIndex, size) ? parentIndex : undefined,
      childIndexes: (childIndexes ?? []).filter(each => each < size),
    };
  }
  const { name, slug, industry } = firmOf(seed, index);
  const family = familyOf(seed, index);
  return {
    index,
    name: family.children.length > 0 ? `${name} Group` : name,
    domain: `${slug}.example`,
    industry,
    parentIndex: family.parent,
    childIndexes: family.children.filter(each => each < size),
  };
}

function isThere(index: number | undefined, size: number): boolean {
  return index !== undefined && index < size;
}

function familyOf(
  seed: number,
  index: number,
): { parent?: number; children: number[] } {
  const first = index - (index % BLOCK);
  if (first < STORIES.length) return { children: [] };
  const random = createRandom(seed, 'family', first);
  const size = random.chance(0.45) ? random.int(1, 3) : 0;
  const place = index - first;
  if (size === 0 || place > size) return { children: [] };
  return place > 0
    ? { parent: first, children: [] }
    : {
        children: Array.from({ length: size }, (_, at) => first + 1 + at),
      };
}
