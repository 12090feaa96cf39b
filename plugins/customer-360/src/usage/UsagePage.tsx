import { Wide } from '../parts/Columns';
import { TabFrame } from '../states/TabFrame';
import { ActivityCard } from './ActivityCard';
import { EntitlementsCard } from './EntitlementsCard';
import { FeaturesCard } from './FeaturesCard';
import { UsersCard } from './UsersCard';

/** Whether they use the product, which parts of it, and what it lets them do. @public */
export function UsagePage() {
  return (
    <TabFrame>
      {view => (
        <>
          <ActivityCard view={view} />
          <EntitlementsCard view={view} />
          <Wide>
            <FeaturesCard view={view} />
          </Wide>
          <Wide>
            <UsersCard view={view} />
          </Wide>
        </>
      )}
    </TabFrame>
  );
}
