import type {
  FacetEngine,
  FacetReadRequest,
  FacetUpdate,
  RefreshTarget,
} from '../facets/FacetEngine';
import type { PackedReading } from '../facets/PackedReading';
import type { FacetReadings } from '../facets/readings';
import type { ObservationRecorder } from './ObservationRecorder';

/** Lets what is read be noted, and is the engine otherwise. */
export class ObservedFacetEngine implements FacetEngine {
  readonly #engine: FacetEngine;
  readonly #recorder: ObservationRecorder;

  constructor(options: { engine: FacetEngine; recorder: ObservationRecorder }) {
    this.#engine = options.engine;
    this.#recorder = options.recorder;
  }

  async read(request: FacetReadRequest): Promise<FacetReadings<PackedReading>> {
    const readings = await this.#engine.read(request);
    this.#recorder.saw(request.customer.ref, readings);
    return readings;
  }

  async *follow(request: FacetReadRequest): AsyncGenerator<FacetUpdate> {
    for await (const update of this.#engine.follow(request)) {
      this.#recorder.saw(
        request.customer.ref,
        new Map([[update.facet, update.readings]]),
      );
      yield update;
    }
  }

  refreshable(request: FacetReadRequest): readonly RefreshTarget[] {
    return this.#engine.refreshable(request);
  }

  together(sourceId: string, facets: readonly string[]): readonly string[] {
    return this.#engine.together(sourceId, facets);
  }
}
