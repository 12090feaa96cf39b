import { createContext } from 'react';

/** When the page is of another time than now. @internal */
export const PageTime = createContext<Date | undefined>(undefined);
