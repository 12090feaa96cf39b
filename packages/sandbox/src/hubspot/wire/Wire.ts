/**
 * How a model of HubSpot's SDK looks on the wire: a Date is an ISO 8601 text,
 * a leading underscore (`_from`) is the SDK's way around a reserved word, and
 * an enum is its text.
 *
 * @internal
 */
export type Wire<T> = T extends Date
  ? string
  : T extends string
  ? `${T}`
  : T extends readonly (infer Item)[]
  ? Wire<Item>[]
  : T extends object
  ? {
      [Key in keyof T as Key extends `_${infer Name}` ? Name : Key]: Wire<
        T[Key]
      >;
    }
  : T;
