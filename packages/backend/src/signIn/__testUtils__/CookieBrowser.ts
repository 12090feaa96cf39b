/**
 * As much of a browser as a sign-in needs: it keeps cookies per origin, follows
 * redirects, and sends forms.
 */
export class CookieBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();

  async get(url: string): Promise<{ url: string; text: string }> {
    return this.#go(url, {});
  }

  async submit(
    page: { url: string; text: string },
    fields: Record<string, string>,
  ): Promise<{ url: string; text: string }> {
    const action = page.text.match(/<form[^>]*action="([^"]+)"/)?.[1];
    if (!action) {
      throw new Error(`There is no form on ${new URL(page.url).pathname}`);
    }
    const hidden = [
      ...page.text.matchAll(
        /<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
      ),
    ].map(([, name, value]) => [name, value]);
    return this.#go(new URL(action, page.url).href, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ...Object.fromEntries(hidden),
        ...fields,
      }).toString(),
    });
  }

  async #go(
    url: string,
    init: RequestInit,
    hops = 0,
  ): Promise<{ url: string; text: string }> {
    if (hops > 15) {
      throw new Error('Redirected too often');
    }
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        ...init.headers,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    const text = await response.text();
    return location
      ? this.#go(new URL(location, url).href, {}, hops + 1)
      : { url, text };
  }
}
