import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { ToneShape } from '../parts/ToneShape';
import { stateMessages } from './messages';
import { useRefresh } from './useRefresh';

/**
 * One sentence on a source; with the way to ask it again, where it is late.
 *
 * @internal
 */
export function SourceNoticeLine(props: {
  facets: readonly FacetId[];
  text: string;
  late: boolean;
}) {
  const { facets, text, late } = props;
  const m = useMessages(stateMessages);
  const { refresh, busy, allowed } = useRefresh(facets);
  return (
    <div>
      {late && <ToneShape tone="watch" />} {text}{' '}
      {late && allowed && (
        <TextButton onClick={refresh} disabled={busy}>
          {busy ? m.trying : m.tryNow}
        </TextButton>
      )}
    </div>
  );
}
