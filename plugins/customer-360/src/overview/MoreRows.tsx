import { useTokens } from '../design/useTokens';
import { useMessages } from '../messages/useMessages';
import { overviewMessages } from './messages';

/** No card of the overview has more rows than this; depth is in the tabs. @internal */
export const MAX_ROWS = 7;

/** Says how many rows a card leaves to its tab. @internal */
export function MoreRows(props: { total: number }) {
  const m = useMessages(overviewMessages);
  const tokens = useTokens();
  return props.total > MAX_ROWS ? (
    <div style={{ color: tokens.soft, fontSize: 12, paddingTop: 4 }}>
      {m.moreRows(props.total - MAX_ROWS)}
    </div>
  ) : null;
}
