import type { Browser, BrowserContext, Page } from 'playwright-core';

/** The size for which the page is laid out. */
export const VIEWPORT = { width: 1280, height: 800 };

export type Theme = 'light' | 'dark';

/** Somebody at the portal, in a browser profile of their own. */
export class PortalVisitor {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #portal: string;

  private constructor(page: Page, context: BrowserContext, portal: string) {
    this.page = page;
    this.#context = context;
    this.#portal = portal;
  }

  static async arrive(
    browser: Browser,
    portal: string,
    theme: Theme = 'light',
  ): Promise<PortalVisitor> {
    const context = await browser.newContext({
      viewport: VIEWPORT,
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    return new PortalVisitor(page, context, portal);
  }

  /** Chooses a persona on the sign-in page, as a person does. */
  async signIn(name: string): Promise<void> {
    await this.goto('/');
    await this.page.getByRole('button', { name }).click();
    // The front page forwards to the list; a person begins when it is there.
    await this.page
      .getByRole('heading', { name: 'Customers', level: 1 })
      .waitFor();
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.#portal}${path}`);
  }

  /** Types into the portal's search and opens the customer that it finds. */
  async searchAndOpen(term: string, customer: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Search' }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill(term);
    await dialog.getByRole('link', { name: customer }).first().click();
    await this.page
      .getByRole('heading', { name: customer, level: 1 })
      .waitFor();
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }
}
