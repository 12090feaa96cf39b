import { useTheme } from '@material-ui/core/styles';
import { CardSkeleton } from './CardSkeleton';
import { Columns } from './Columns';

const CARDS = [5, 5, 8, 8];

/** The cards of a tab before they are filled. @internal */
export function TabSkeleton() {
  const theme = useTheme();
  return (
    <Columns>
      {CARDS.map((rows, index) => (
        <div
          key={index}
          style={{
            borderRadius: 8,
            padding: '11px 14px',
            background: theme.palette.background.paper,
          }}
        >
          <CardSkeleton rows={rows} />
        </div>
      ))}
    </Columns>
  );
}
