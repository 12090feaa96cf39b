import type {
  FacetView,
  FacetState,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Instance } from './Instance';
import type { SessionName } from './sessions';
import { shownIn, type Shown } from './versionedData';
import type { VersionedFacet, Versions } from './VersionedSources';

/** A session that asks an instance, one thing at a time. */
export interface Request {
  readonly id: number;
  readonly session: SessionName;
  readonly userRef: string;
  readonly instance: Instance;
  readonly customer: string;
  readonly how: 'view' | 'stream' | 'refresh';
  /** What was acknowledged when it began. */
  readonly acknowledged: Versions;
  /** True once anything of a customer has come. */
  answered: boolean;
  readonly sights: Sight[];
}

/** One facet of an answer. */
export interface Sight {
  readonly facet: VersionedFacet;
  readonly level: 'full' | 'summary' | 'none';
  readonly state: FacetState;
  /** Said to be older, with nothing to say that it is wrong. */
  readonly renewing: boolean;
  readonly shown?: Shown;
}

export function sightOf(
  facet: VersionedFacet,
  view: FacetView<VersionedFacet>,
): Sight {
  return {
    facet,
    level: view.level,
    state: view.state,
    renewing: view.sources.some(({ renewing }) => renewing),
    shown: shownIn(view),
  };
}
