import Skeleton from '@material-ui/lab/Skeleton';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useDelayed } from '../hooks/useDelayed';

const AFTER_MS = 150;

/**
 * Grey lines in the place of what is loading. The place is taken from the first
 * moment, the lines appear after 150 ms, and they hold still where less motion
 * is wished for.
 *
 * @internal
 */
export function CardSkeleton(props: { rows: number }) {
  const shown = useDelayed(true, AFTER_MS);
  const still = useMediaQuery('(prefers-reduced-motion: reduce)');
  return (
    <div aria-hidden="true">
      {Array.from({ length: props.rows }, (_, row) => (
        <div key={row} style={{ height: 29 }}>
          {shown && (
            <Skeleton
              variant="text"
              animation={still ? false : 'pulse'}
              width={`${90 - ((row * 17) % 40)}%`}
            />
          )}
        </div>
      ))}
    </div>
  );
}
