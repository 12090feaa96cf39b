import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { formatZoneTime } from '../format/formatZoneTime';
import { useNow } from '../hooks/useNow';
import { useMessages } from '../messages/useMessages';
import { facetOf } from '../view/facetOf';
import { headerMessages } from './messages';

/** What time it is where they are; absent where no source says where that is. @internal */
export function LocalTime(props: { view: CustomerView | undefined }) {
  const m = useMessages(headerMessages);
  const now = useNow();
  const account = props.view && facetOf(props.view, 'account');
  const zone =
    account && account.level !== 'none' ? account.summary?.timeZone : undefined;
  const time = zone && formatZoneTime(now, zone);
  return time ? <span title={zone}>{m.theirTime(time)}</span> : null;
}
