import { grantsManagePermission } from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import { PortfolioFrame } from '../customers/PortfolioFrame';
import { GrantsCard } from './GrantsCard';

/** Exceptions from the roles: to decide about, and one's own. @internal */
export function GrantsPage() {
  const manages = useHolds(grantsManagePermission);
  return (
    <PortfolioFrame>
      {manages && <GrantsCard view="managed" />}
      <GrantsCard view="own" />
    </PortfolioFrame>
  );
}
