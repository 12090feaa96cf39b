import { Wide } from '../parts/Columns';
import { TabFrame } from '../states/TabFrame';
import { NotesCard, SurveysCard, TouchpointsCard } from './ContactCards';
import { HealthCard } from './HealthCard';
import { OpportunitiesCard, PlaybooksCard } from './PlanCards';

/** How we stand with them. @public */
export function RelationshipPage() {
  return (
    <TabFrame>
      {view => (
        <>
          <HealthCard view={view} />
          <SurveysCard view={view} />
          <TouchpointsCard view={view} />
          <NotesCard view={view} />
          <Wide>
            <OpportunitiesCard view={view} />
          </Wide>
          <Wide>
            <PlaybooksCard view={view} />
          </Wide>
        </>
      )}
    </TabFrame>
  );
}
