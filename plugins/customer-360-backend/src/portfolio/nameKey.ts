const MAX_LENGTH = 127;

/** What a name is put in order by: "Änderung GmbH" stands among those with A. */
export function nameKey(name: string): string {
  return foldText(name).slice(0, MAX_LENGTH);
}

/** Without accents and capitals: what is typed in a hurry finds it. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en-US')
    .trim();
}
