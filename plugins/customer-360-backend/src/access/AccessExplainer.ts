/** What somebody may not see, and of whom. */
export interface AccessQuestion {
  readonly customerRef: string;
  readonly ownerRef: string;
  readonly section: string;
  readonly label?: string;
}

/**
 * Says in words who may see what. Answers must not depend on who asks: they
 * stand in a payload that is the same for all people of one access shape.
 */
export interface AccessExplainer {
  whoMaySee(question: AccessQuestion): Promise<string>;
}

/** Knows no policy, so it names the one person who surely can help. */
export class DefaultAccessExplainer implements AccessExplainer {
  async whoMaySee(_question: AccessQuestion): Promise<string> {
    return "Ask the account's owner";
  }
}
