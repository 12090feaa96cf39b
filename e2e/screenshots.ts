import type { Browser, Page } from 'playwright-core';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './portal/openBrowser.ts';
import { PortalVisitor, type Theme } from './portal/PortalVisitor.ts';
import { SandboxControl } from './portal/SandboxControl.ts';
import { startPortal } from './portal/startPortal.ts';
import { untilStocked } from './portal/untilStocked.ts';

const INTO = fileURLToPath(new URL('../docs/images/screens', import.meta.url));
const CUSTOMER = '/catalog/default/customer/cus-8f3a1c';
/** Nobody looks at them before: all that is known of them is read in bulk. */
const OF_A_DEAD_SOURCE: Readonly<Record<Theme, string>> = {
  light: '/catalog/default/customer/cus-6819ed',
  dark: '/catalog/default/customer/cus-75ceba',
};
const OWNER = 'Mara Kessler';
const SETTLE_MS = 700;
const FILLED_LIMIT_MS = 90_000;

interface Shot {
  readonly name: string;
  readonly path: (theme: Theme) => string;
  /** Who looks; without it the one who owns the customer. */
  readonly by?: string;
  /** Before the page is opened. */
  readonly beforehand?: (control: SandboxControl) => Promise<void>;
  /** On the page, before it is taken. */
  readonly then?: (page: Page) => Promise<void>;
  /** Of this part alone. */
  readonly part?: string;
}

const TABS = [
  'profile',
  'billing',
  'contract',
  'usage',
  'relationship',
  'support',
  'upcoming',
  'access',
];

const SHOTS: readonly Shot[] = [
  { name: 'overview', path: () => CUSTOMER },
  ...TABS.map(tab => ({ name: tab, path: () => `${CUSTOMER}/${tab}` })),
  {
    name: 'customers',
    path: () => '/customers?scope=mine',
    then: untilFilled,
  },
  {
    name: 'evidence',
    path: () => CUSTOMER,
    then: async page => {
      await page.keyboard.press('e');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'brief', path: () => `${CUSTOMER}?brief`, part: 'article' },
  {
    name: 'partial',
    by: 'Sam Okafor',
    path: theme => OF_A_DEAD_SOURCE[theme],
    beforehand: control =>
      control.addFault({ vendor: 'stripe', fault: 'status', status: 503 }),
  },
];

/** Soon after its start the portal has not read of everybody yet. */
async function untilFilled(page: Page): Promise<void> {
  const limit = performance.now() + FILLED_LIMIT_MS;
  const unknown = page.getByText('Risk not known');
  while ((await unknown.count()) > 2 && performance.now() < limit) {
    await page.waitForTimeout(3_000);
    await page.reload();
    await page.getByRole('table').waitFor();
  }
}

/** Takes each as it is seen at 1280x800. */
async function takeAll(
  browser: Browser,
  portal: string,
  control: SandboxControl,
  theme: Theme,
): Promise<void> {
  for (const person of new Set(SHOTS.map(whoOf))) {
    const visitor = await PortalVisitor.arrive(browser, portal, theme);
    await visitor.signIn(person);
    for (const shot of SHOTS.filter(each => whoOf(each) === person)) {
      await shot.beforehand?.(control);
      await take(visitor, shot, theme);
      await control.clearFaults();
    }
    await visitor.leave();
  }
}

function whoOf({ by }: Shot): string {
  return by ?? OWNER;
}

async function take(
  visitor: PortalVisitor,
  { name, part, path, then }: Shot,
  theme: Theme,
): Promise<void> {
  const { page } = visitor;
  await visitor.goto(path(theme));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForTimeout(SETTLE_MS);
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'hidden' });
  await then?.(page);
  await page.waitForTimeout(SETTLE_MS);
  const file = { path: `${INTO}/${name}-${theme}.png` };
  await (part ? page.locator(part).screenshot(file) : page.screenshot(file));
  process.stdout.write(`${name}, ${theme}\n`);
}

async function main(): Promise<void> {
  await mkdir(INTO, { recursive: true });
  const started = await startPortal();
  try {
    await untilStocked(started.url, started.control);
    const browser = await openBrowser();
    try {
      for (const theme of ['light', 'dark'] as const) {
        await takeAll(
          browser,
          started.url,
          new SandboxControl(started.control),
          theme,
        );
      }
    } finally {
      await browser.close();
    }
  } finally {
    await started.stop();
  }
}

await main();
