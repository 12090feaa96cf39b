import { linksManagePermission } from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import { LinksCard } from '../links/LinksCard';
import { Wide } from '../parts/Columns';
import { TabFrame } from '../states/TabFrame';
import { AccountCard, HierarchyCard } from './AccountCards';
import { ContactsCard, TeamCard } from './PeopleCards';

/** Who they are, who looks after them, and whom to ring. @public */
export function ProfilePage() {
  const managesLinks = useHolds(linksManagePermission);
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
          {managesLinks && (
            <Wide>
              <LinksCard />
            </Wide>
          )}
        </>
      )}
    </TabFrame>
  );
}
