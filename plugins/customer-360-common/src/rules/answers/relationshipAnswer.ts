import type { FacetId } from '../../facets/facetDefinitions';
import {
  MIN_HEALTH_COVERAGE,
  type HealthSummary,
} from '../../facets/relationship/health';
import type { RelationshipAnswer } from '../../view/answers';
import { figureChanges } from '../changes/figureChanges';
import { healthFigures } from '../changes/healthFigures';
import { missingInputs } from '../visible/missingInputs';
import { provenanceOf } from '../visible/provenanceOf';
import { summaryOf } from '../visible/visibleFacet';
import type { AnswersInput } from './AnswersInput';

const INPUTS: readonly FacetId[] = ['health', 'surveys', 'touchpoints', 'team'];
const OWNER_ROLE = 'csm';

/** How they are doing, and when we last spoke. */
export function relationshipAnswer(input: AnswersInput): RelationshipAnswer {
  const { facets } = input;
  return {
    health: coveredHealth(summaryOf(facets, 'health')),
    ...figureChanges(input, () => healthFigures(facets)),
    nps: summaryOf(facets, 'surveys')?.nps,
    lastTouch: summaryOf(facets, 'touchpoints')?.last,
    owner: ownerOf(input),
    provenance: provenanceOf(facets, INPUTS),
    missing: missingInputs(facets, INPUTS),
  };
}

/** A score made of too little would be taken for one. */
function coveredHealth(
  health: HealthSummary | undefined,
): HealthSummary | undefined {
  if (health === undefined || health.coverage >= MIN_HEALTH_COVERAGE) {
    return health;
  }
  const {
    score: _score,
    previous: _previous,
    earlier: _earlier,
    ...rest
  } = health;
  return rest;
}

/**
 * A name where a source gives one, else the ref in the catalog of whoever has
 * the role, else of who owns the account.
 */
function ownerOf({ facets, customer }: AnswersInput): string {
  return (
    summaryOf(facets, 'team')?.members.find(({ role }) => role === OWNER_ROLE)
      ?.name ??
    customer.team.find(({ role }) => role === OWNER_ROLE)?.ref ??
    customer.owner
  );
}
