interface Named {
  id: string;
  name: string;
}
/** A part of a comment: words, or a person whom it mentions. */
export interface Part {
  text: string;
  person: string | null;
}

/** People whom a text mentions: their whole name after an @, the longest one where one name begins like another. */
export function mentionsIn(text: string, people: readonly Named[]): string[] {
  return [...new Set(partsOf(text, people).flatMap(({ person }) => person ?? []))];
}

/** A text cut at its mentions. */
export function partsOf(text: string, people: readonly Named[]): Part[] {
  const longestFirst = people.toSorted((a, b) => b.name.length - a.name.length);
  const parts: Part[] = [];
  let rest = text;
  for (let at = rest.indexOf('@'); at >= 0; at = rest.indexOf('@', 1)) {
    if (at > 0) parts.push({ text: rest.slice(0, at), person: null });
    rest = rest.slice(at);
    const named = longestFirst.find(({ name }) => name !== '' && rest.startsWith(`@${name}`));
    if (!named) continue;
    parts.push({ text: `@${named.name}`, person: named.id });
    rest = rest.slice(named.name.length + 1);
  }
  return rest === '' ? parts : [...parts, { text: rest, person: null }];
}
