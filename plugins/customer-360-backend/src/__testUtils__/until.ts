/** Waits for what happens by itself; the test's own limit ends it. */
export async function until(happened: () => boolean): Promise<void> {
  while (!happened()) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
