import { useTokens } from '../design/useTokens';
import { ageMessages, formatAge } from '../format/formatAge';
import { formatClock, formatInstant } from '../format/formatDate';
import type { Freshness } from '../format/freshness';
import { useMessages } from '../messages/useMessages';
import { useNow } from '../hooks/useNow';
import { partsMessages } from './messages';

/** "Stripe, live", "Zendesk, 4 min", "Zendesk, as of 10:37, stale". @internal */
export function FreshnessText(props: { freshness: Freshness }) {
  const { titles, at, stale } = props.freshness;
  const m = useMessages(partsMessages);
  const ages = useMessages(ageMessages);
  const tokens = useTokens();
  const now = useNow();
  const names = titles.join(', ');
  if (!at) {
    return <span>{names}</span>;
  }
  return (
    <time
      dateTime={at}
      title={formatInstant(at)}
      style={{ color: stale ? tokens.watch : tokens.soft }}
    >
      {stale
        ? m.sourceAsOf(names, formatClock(at, now))
        : m.sourceAge(names, formatAge(at, now, ages))}
    </time>
  );
}
