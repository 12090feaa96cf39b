import { makeStyles } from '@material-ui/core/styles';

/** Marks what alone is printed. @internal */
export const PAPER = 'data-customer-360-paper';

/** Width of A4 between margins of 12 mm, in the pixels of a printer: 96 an inch. */
const SHEET_WIDTH = 703;

/**
 * How one sheet looks, and that nothing else of the portal is printed: whatever
 * stands around it is out of the way, and what it stands in neither scrolls nor
 * cuts it.
 *
 * @internal
 */
export const usePaperStyles = makeStyles(
  theme => ({
    '@global': {
      [`body *:has([${PAPER}])`]: {
        '@media print': {
          display: 'block !important',
          position: 'static !important',
          height: 'auto !important',
          maxHeight: 'none !important',
          minHeight: '0 !important',
          margin: '0 !important',
          padding: '0 !important',
          overflow: 'visible !important',
          contain: 'none !important',
          // What still moves when it is printed is printed on its way.
          transition: 'none !important',
          background: 'none !important',
        },
      },
      [`body:has([${PAPER}]) *:not(:has([${PAPER}])):not([${PAPER}]):not([${PAPER}] *)`]:
        { '@media print': { display: 'none !important' } },
      [`html:has([${PAPER}]), body:has([${PAPER}])`]: {
        '@media print': {
          height: 'auto !important',
          overflow: 'visible !important',
          background: 'none !important',
        },
      },
      '@page': { size: 'A4', margin: '12mm' },
    },
    paper: {
      fontFamily: theme.typography.fontFamily,
      color: theme.palette.text.primary,
      background: theme.palette.background.paper,
      width: SHEET_WIDTH,
      maxWidth: '100%',
      boxSizing: 'content-box',
      margin: '0 auto',
      padding: 28,
      borderRadius: 4,
      fontSize: 12,
      lineHeight: 1.4,
      // What is only told by a tint must not be lost with the printer's ink.
      printColorAdjust: 'exact',
      '@media print': { padding: 0, margin: 0, borderRadius: 0 },
    },
    top: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'baseline',
      gap: 12,
    },
    title: { margin: 0, fontSize: 20, lineHeight: '26px', fontWeight: 700 },
    facts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '0 14px',
      margin: '2px 0 8px',
    },
    tiles: {
      display: 'grid',
      gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
      gap: 6,
      '@media screen and (max-width: 600px)': {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
      // On white the tiles need an edge.
      '& > *': { border: `1px solid ${theme.palette.divider}` },
    },
    marked: {
      margin: '4px 0 0',
      padding: 0,
      listStyle: 'none',
      columns: 2,
    },
    subtitle: { margin: '8px 0 0', fontSize: 13, fontWeight: 600 },
    cards: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: 6,
      marginTop: 8,
      '@media screen and (max-width: 600px)': {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
      '& > *': {
        border: `1px solid ${theme.palette.divider}`,
        padding: '6px 10px',
        fontSize: 11.5,
        breakInside: 'avoid',
      },
    },
    foot: { marginTop: 8, fontSize: 10.5 },
  }),
  { name: 'Customer360Paper' },
);
