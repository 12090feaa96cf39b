import type { ObservationRecorder } from '../observations/ObservationRecorder';
import type { PackedReading } from '../facets/PackedReading';
import type { FacetReadings } from '../facets/readings';
import type { CustomerLook, LookObserver } from './CustomerLook';

/** Has the figures of what is known noted, as of when it was true. */
export class NotedFigures implements LookObserver {
  readonly #recorder: ObservationRecorder;

  /** @param options - with a recorder of its own, that tells nobody */
  constructor(options: { recorder: ObservationRecorder }) {
    this.#recorder = options.recorder;
  }

  async saw({ ref, readings }: CustomerLook): Promise<void> {
    this.#recorder.saw(ref, unexpired(readings));
  }

  settle(): Promise<void> {
    return this.#recorder.flush();
  }
}

/** What is due to be read again was true all the same when it was. */
function unexpired(
  readings: FacetReadings<PackedReading>,
): FacetReadings<PackedReading> {
  return new Map(
    [...readings].map(([facet, sources]) => [
      facet,
      sources.map(source => ({
        ...source,
        accounts: source.accounts.map(account =>
          account.kind === 'read' && account.stale === 'renewing'
            ? { ...account, stale: undefined }
            : account,
        ),
      })),
    ]),
  );
}
