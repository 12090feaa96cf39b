import type {
  FacetView,
  SourceRecord,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { partsMessages } from '../parts/messages';
import { SourceLink } from '../parts/SourceLink';

/** A link to the first record that has one, in its own system. @internal */
export function OpenInSource(props: {
  view: FacetView | undefined;
  records: readonly SourceRecord[] | undefined;
}) {
  const m = useMessages(partsMessages);
  const record = props.records?.find(({ url }) => url !== undefined);
  if (!record || !props.view) {
    return null;
  }
  const title =
    props.view.sources.find(({ id }) => id === record.source)?.title ??
    record.source;
  return (
    <SourceLink prominent url={record.url}>
      {m.openIn(title)}
    </SourceLink>
  );
}
