/** Where the naive page is served from, instead of whatever stands there. */
export const NAIVE_PATH = '/naive.html';

/**
 * The page as the shortest program shows it: a token, one call, six lines of text.
 * What a full load takes is held against it, since both wait for the same portal.
 */
export function naivePage(customer: string): string {
  return `<!doctype html><title>Naive</title><div id="answers"></div>
<script type="module">
  const signedIn = await fetch('/api/auth/demo/refresh', {
    headers: { 'x-demo-user': 'mara' },
  });
  const { backstageIdentity } = await signedIn.json();
  const answer = await fetch('/api/customer-360/v1/customers/default/${customer}/view', {
    headers: { authorization: 'Bearer ' + backstageIdentity.token },
  });
  const { answers } = await answer.json();
  const names = ['Pays', 'Renews', 'Uses', 'Relationship', 'Open threads', 'Next'];
  document.getElementById('answers').innerHTML = names
    .map((name, at) => '<div role="group"><h3>' + name + '</h3>' +
      JSON.stringify(Object.values(answers)[at]).slice(0, 200) + '</div>')
    .join('');
</script>`;
}
