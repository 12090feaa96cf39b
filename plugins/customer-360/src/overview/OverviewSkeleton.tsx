import { useTheme } from '@material-ui/core/styles';
import { CardSkeleton } from '../parts/CardSkeleton';
import { TILE_HEIGHT } from './AnswerTile';
import { useTileGrid } from './AnswerTiles';

const TILES = 6;
const CARD_HEIGHT = 246;

/** The boxes of the overview, in their places, before they are filled. @internal */
export function OverviewSkeleton() {
  const classes = useTileGrid();
  const theme = useTheme();
  const box = (height: number, rows: number, key: number) => (
    <div
      key={key}
      style={{
        height,
        boxSizing: 'border-box',
        borderRadius: 8,
        padding: '10px 14px',
        background: theme.palette.background.paper,
      }}
    >
      <CardSkeleton rows={rows} />
    </div>
  );
  return (
    <>
      <div className={classes.grid}>
        {Array.from({ length: TILES }, (_, n) => box(TILE_HEIGHT, 3, n))}
      </div>
      <div className={classes.grid}>
        {Array.from({ length: 3 }, (_, n) => box(CARD_HEIGHT, 6, n))}
      </div>
    </>
  );
}
