/** A server that is there or not. */
export interface Findable {
  find(): boolean;
}

/**
 * Tests that need a binary. Where it is missing one test says so and passes,
 * unless `CUSTOMER_360_REQUIRE_SERVICES` is 1: then that one fails.
 */
export function describeWith(
  service: Findable,
  binary: string,
  name: string,
  tests: () => void,
): void {
  if (service.find()) {
    describe(name, tests);
    return;
  }
  describe(name, () => {
    it(`… (no ${binary} here)`, () => {
      expect(service.find()).toBe(false);
      expect(process.env.CUSTOMER_360_REQUIRE_SERVICES).not.toBe('1');
    });
  });
}
