import { AsyncLocalStorage } from 'node:async_hooks';
import {
  FacetFiller,
  type FillRequest,
  type FillTarget,
  type Flight,
} from '../../facets/FacetFiller';

const requests = new AsyncLocalStorage<FillRequest>();

/** Lets a source know, in tests, what slot it is read for. */
export class ObservedFiller extends FacetFiller {
  fill(request: FillRequest, place?: number): Flight[] {
    return requests.run(request, () => super.fill(request, place));
  }
}

/** What is being read at a source right now. */
export function filledTarget(facet: string): FillTarget {
  const target = requests
    .getStore()
    ?.targets.find(({ definition }) => definition.id === facet);
  if (!target) {
    throw new Error('A source was read outside a fill');
  }
  return target;
}
