import { useContext } from 'react';
import { useTokens } from '../design/useTokens';
import { OnPaper } from '../hooks/OnPaper';
import { useMessages } from '../messages/useMessages';
import { overviewMessages } from './messages';

/** Depth is in the tabs. */
const MAX_ROWS = 7;
const MAX_ROWS_ON_PAPER = 4;

/** No card of the overview has more rows than this. @internal */
export function useMaxRows(): number {
  return useContext(OnPaper) ? MAX_ROWS_ON_PAPER : MAX_ROWS;
}

/** Says how many rows a card leaves to its tab. @internal */
export function MoreRows(props: { total: number }) {
  const m = useMessages(overviewMessages);
  const tokens = useTokens();
  const rest = props.total - useMaxRows();
  return rest > 0 ? (
    <div style={{ color: tokens.soft, fontSize: 12, paddingTop: 4 }}>
      {m.moreRows(rest)}
    </div>
  ) : null;
}
