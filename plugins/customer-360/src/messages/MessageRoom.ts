/**
 * The words of one room of the page: strings, and functions where a count, a
 * date or a name goes in.
 *
 * @public
 */
export type Messages = Record<
  string,
  string | ((...values: never[]) => string) | Record<string, string>
>;

/** @public */
export interface MessageRoom<T extends Messages> {
  readonly id: string;
  readonly messages: T;
}

/** @public */
export function createMessages<T extends Messages>(
  id: string,
  messages: T,
): MessageRoom<T> {
  return { id, messages };
}
