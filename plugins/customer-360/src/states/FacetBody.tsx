import type { ReactNode } from 'react';
import type {
  FacetDataMap,
  FacetId,
  FacetSummaryMap,
  FacetView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { AskButton } from '../access/AskButton';
import { useMessages } from '../messages/useMessages';
import { FacetNotice } from './FacetNotice';
import { stateMessages } from './messages';

/**
 * Draws a facet as far as the reader may see it: its data, its summary, or why
 * there is neither.
 *
 * @internal
 */
export function FacetBody<F extends FacetId>(props: {
  facet: F;
  view: FacetView<F> | undefined;
  full(data: FacetDataMap[F]): ReactNode;
  summary?(summary: FacetSummaryMap[F]): ReactNode;
}) {
  const { facet, view } = props;
  const m = useMessages(stateMessages);
  let content: ReactNode;
  if (view && view.state !== 'empty') {
    if (view.level === 'full' && view.data !== undefined) {
      content = props.full(view.data);
    } else if (view.level === 'summary' && view.summary !== undefined) {
      content = (
        <>
          {props.summary?.(view.summary)}
          <div>
            <small>
              {m.summaryOnly} <AskButton facet={facet} />
            </small>
          </div>
        </>
      );
    }
  }
  return (
    <>
      {content}
      <FacetNotice facet={facet} view={view} />
    </>
  );
}
