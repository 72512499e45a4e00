// Where somebody who has to sign in comes from, and is led back to. Pure.

/** Has no address of its own: only what comes before a path is told by it. */
const HERE = 'http://here.invalid';

interface Place {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** The door, from which one is led back to this place. */
export function doorFrom({ pathname, search, hash }: Place): string {
  return `/sign-in?next=${encodeURIComponent(pathname + search + hash)}`;
}

/** Only paths of this site, with their query: an address from the query never leads elsewhere. */
export function safeNext(next: string | null): string {
  const place = next?.startsWith('/') ? placeOf(next) : null;
  // Dots before two slashes: the path that is left would be read as another host.
  if (!place || place.origin !== HERE || /^\/(\/|sign-in)/.test(place.pathname)) return '/';
  return place.pathname + place.search + place.hash;
}

/** As browsers read it, who leave out tabs and line ends and take `\` for `/`. */
function placeOf(path: string): URL | null {
  try {
    return new URL(path, HERE);
  } catch {
    return null;
  }
}
