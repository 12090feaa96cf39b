import { ServiceUnavailableError } from '@backstage/errors';
import type {
  CustomerView,
  FacetView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { gunzipSync } from 'node:zlib';
import type { Reader } from '../../access/Reader';
import type { FinishedPage } from '../../pages/FinishedPage';
import { sightOf, type Request, type Sight } from './Request';
import { VERSIONED_FACETS, type VersionedFacet } from './VersionedSources';

/** Told what a session is shown. */
export interface AnswerListener {
  /** Once, as soon as anything has come. */
  onAnswer(): Promise<void>;
  onSight(sight: Sight): void;
  onError(error: unknown): void;
}

/** Asks as a session does and says what it is shown, until the instance dies. */
export async function askInstance(
  request: Request,
  reader: Reader,
  listener: AnswerListener,
): Promise<void> {
  const { instance, how } = request;
  const { pages } = instance.services;
  const name = { namespace: 'default', name: request.customer };
  const answered = () => {
    request.answered = true;
    return listener.onAnswer();
  };
  try {
    if (how === 'stream') {
      let noted: Promise<void> | undefined;
      for await (const frame of await pages.stream(reader, name)) {
        if (!instance.alive) {
          return;
        }
        noted ??= answered();
        if (frame.type === 'facet' && isVersioned(frame.facet)) {
          listener.onSight(
            sightOf(frame.facet, frame.view as FacetView<VersionedFacet>),
          );
        }
      }
      await noted;
      return;
    }
    const page = await pages[how](reader, name);
    if (instance.alive) {
      sightsOf(page).forEach(sight => listener.onSight(sight));
      await answered();
    }
  } catch (error) {
    // That the ledger was not written is the one reason to be shown nothing.
    if (instance.alive && !(error instanceof ServiceUnavailableError)) {
      listener.onError(error);
    }
  }
}

function sightsOf(page: FinishedPage): Sight[] {
  const view: CustomerView = JSON.parse(gunzipSync(page.gzip).toString());
  return Object.values(view.sections).flatMap(({ facets }) =>
    Object.entries(facets).flatMap(([facet, it]) =>
      isVersioned(facet)
        ? [sightOf(facet, it as FacetView<VersionedFacet>)]
        : [],
    ),
  );
}

function isVersioned(facet: string): facet is VersionedFacet {
  return VERSIONED_FACETS.some(it => it === facet);
}
