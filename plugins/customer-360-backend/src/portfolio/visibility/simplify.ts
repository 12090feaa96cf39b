import type { Conjunction } from './Visibility';

/** Undefined where it does not matter. */
type Term = ReadonlyArray<boolean | undefined>;

/**
 * Combinations that differ in one thing alone do not depend on it: what is left
 * says the same in fewer words. Pure.
 */
export function simplify(
  combinations: ReadonlyArray<readonly boolean[]>,
): Conjunction[] {
  let terms: readonly Term[] = combinations;
  for (let merged = true; merged; ) {
    [terms, merged] = mergeOnce(terms);
  }
  return terms.map(term =>
    term.flatMap((is, at) => (is === undefined ? [] : [[at, is] as const])),
  );
}

/** Each term in one pair at the most, so that none is said twice. */
function mergeOnce(
  terms: readonly Term[],
): [terms: readonly Term[], merged: boolean] {
  const left = new Map(terms.map(term => [keyOf(term), term]));
  const next: Term[] = [];
  let merged = false;
  for (const term of terms) {
    if (!left.delete(keyOf(term))) {
      continue;
    }
    const partner = term
      .map((is, at) => (is === undefined ? undefined : flipped(term, at)))
      .map((other, at) => other && { other, at })
      .find(pair => pair && left.has(keyOf(pair.other)));
    if (partner) {
      left.delete(keyOf(partner.other));
      next.push(term.map((is, at) => (at === partner.at ? undefined : is)));
      merged = true;
    } else {
      next.push(term);
    }
  }
  return [next, merged];
}

function flipped(term: Term, place: number): Term {
  return term.map((is, at) => (at === place ? !is : is));
}

function keyOf(term: Term): string {
  return term.map(is => (is === undefined ? '-' : String(Number(is)))).join('');
}
