/** Visible focus for controls that Material UI leaves without one. @internal */
export const focusRing = {
  '&:focus-visible': {
    outline: '2px solid currentColor',
    outlineOffset: 2,
    borderRadius: 2,
  },
};

/** Seen by screen readers only. @internal */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;
