import { createContext } from 'react';

/**
 * True for what is to be printed: there is nothing to press, and little room.
 *
 * @internal
 */
export const OnPaper = createContext(false);
