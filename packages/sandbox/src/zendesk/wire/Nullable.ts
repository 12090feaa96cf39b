/**
 * A model of the SDK as it is on the wire: what the SDK calls optional or
 * simply a value comes as null where there is nothing.
 *
 * @internal
 */
export type Nullable<T> = { [Key in keyof T]: T[Key] | null };
