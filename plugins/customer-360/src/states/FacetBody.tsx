import type { ReactNode } from 'react';
import type {
  FacetDataMap,
  FacetId,
  FacetSummaryMap,
  FacetView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { labelText } from '../access/accessText';
import { AskButton } from '../access/AskButton';
import { accessMessages } from '../access/messages';
import { toSentence } from '../format/toSentence';
import { useMessages } from '../messages/useMessages';
import { Locked } from '../parts/Locked';
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
  const access = useMessages(accessMessages);
  let content: ReactNode;
  if (view && view.state !== 'empty') {
    if (view.level === 'full' && view.data !== undefined) {
      content = props.full(view.data);
    } else if (view.level === 'summary' && view.summary !== undefined) {
      content = (
        <>
          {props.summary?.(view.summary)}
          {view.label === undefined ? (
            <div>
              <small>
                {m.summaryOnly} <AskButton facet={facet} />
              </small>
            </div>
          ) : (
            <Locked action={<AskButton facet={facet} />}>
              {m.lowered(
                labelText(view.label, access),
                toSentence(view.whoMaySee ?? ''),
              )}
            </Locked>
          )}
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
