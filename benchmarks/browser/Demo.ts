import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../e2e/portal/openBrowser.ts';
import { PortalApi } from '../../e2e/portal/PortalApi.ts';
import { PortalVisitor } from '../../e2e/portal/PortalVisitor.ts';
import { SandboxControl } from '../../e2e/portal/SandboxControl.ts';
import { startPortal, type Portal } from '../../e2e/portal/startPortal.ts';
import { untilStocked } from '../../e2e/portal/untilStocked.ts';
import { watchPage } from './watchPage.ts';

/** The demo as it is built for production, and Chromium, for all that is measured. */
export class Demo {
  readonly #portal: Portal;
  readonly browser: Browser;
  readonly vendors: SandboxControl;

  private constructor(portal: Portal, browser: Browser) {
    this.#portal = portal;
    this.browser = browser;
    this.vendors = new SandboxControl(portal.control);
  }

  static async start(): Promise<Demo> {
    const portal = await startPortal();
    try {
      await untilStocked(portal.url, portal.control);
      return new Demo(portal, await openBrowser());
    } catch (error) {
      await portal.stop();
      throw error;
    }
  }

  get url(): string {
    return this.#portal.url;
  }

  /** Somebody with a browser of their own, whose pages are watched. */
  async visitor(name: string): Promise<{ page: Page; leave(): Promise<void> }> {
    const visitor = await PortalVisitor.arrive(this.browser, this.url);
    await visitor.page.addInitScript(watchPage);
    await visitor.signIn(name);
    return { page: visitor.page, leave: () => visitor.leave() };
  }

  api(user: string): Promise<PortalApi> {
    return PortalApi.as(this.url, user);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.#portal.stop();
  }
}
