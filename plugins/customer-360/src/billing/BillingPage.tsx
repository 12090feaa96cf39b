import { Wide } from '../parts/Columns';
import { TabFrame } from '../states/TabFrame';
import { CreditsCard } from './CreditsCard';
import { InvoicesCard } from './InvoicesCard';
import { PaymentsCard, RefundsCard, RetriesCard } from './PaymentsCards';
import { SubscriptionsCard } from './SubscriptionsCard';

/** What they have bought, what was billed, and what was collected. @public */
export function BillingPage() {
  return (
    <TabFrame>
      {view => (
        <>
          <Wide>
            <SubscriptionsCard view={view} />
          </Wide>
          <Wide>
            <InvoicesCard view={view} />
          </Wide>
          <RetriesCard view={view} />
          <RefundsCard view={view} />
          <PaymentsCard view={view} />
          <CreditsCard view={view} />
        </>
      )}
    </TabFrame>
  );
}
