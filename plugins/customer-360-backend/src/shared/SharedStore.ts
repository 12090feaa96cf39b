/** What is known of the store that instances share. */
export interface SharedStore {
  /** `none` where no store is configured. */
  state(): 'ok' | 'down' | 'none';
}
