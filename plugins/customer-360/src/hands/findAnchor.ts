/** The end of an address that puts the cursor into the box that finds customers. @internal */
export const FIND = '#find';
