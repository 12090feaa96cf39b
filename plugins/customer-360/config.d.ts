export interface Config {
  customer360?: {
    /**
     * Restricted labels of the company's own. The page offers them to whoever
     * asks for a customer of which it is shown nothing, so their words are in the
     * page, before anybody has signed in.
     *
     * @deepVisibility frontend
     */
    labels?: string[];
  };
}
