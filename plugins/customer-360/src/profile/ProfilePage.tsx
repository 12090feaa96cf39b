import { Wide } from '../parts/Columns';
import { TabFrame } from '../states/TabFrame';
import { AccountCard, HierarchyCard } from './AccountCards';
import { ContactsCard, TeamCard } from './PeopleCards';

/** Who they are, who looks after them, and whom to ring. @public */
export function ProfilePage() {
  return (
    <TabFrame>
      {view => (
        <>
          <AccountCard view={view} />
          <div style={{ display: 'grid', gap: 10 }}>
            <HierarchyCard view={view} />
            <TeamCard view={view} />
          </div>
          <Wide>
            <ContactsCard view={view} />
          </Wide>
        </>
      )}
    </TabFrame>
  );
}
