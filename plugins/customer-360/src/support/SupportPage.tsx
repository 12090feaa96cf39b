import { Wide } from '../parts/Columns';
import { TabFrame } from '../states/TabFrame';
import { FeedbackCard, SatisfactionCard } from './OpinionCards';
import { OpenTicketsCard, TicketHistoryCard } from './TicketCards';

/** What is open, what was, and what they think of it. @public */
export function SupportPage() {
  return (
    <TabFrame>
      {view => (
        <>
          <Wide>
            <OpenTicketsCard view={view} />
          </Wide>
          <Wide>
            <TicketHistoryCard view={view} />
          </Wide>
          <SatisfactionCard view={view} />
          <FeedbackCard view={view} />
        </>
      )}
    </TabFrame>
  );
}
