// Work that a key held down or a second press must not begin again.

/** The work; calls while it runs do nothing. */
export function oneAtATime<A extends readonly unknown[]>(
  work: (...said: A) => Promise<void>,
): (...said: A) => Promise<void> {
  let running = false;
  return async (...said) => {
    if (running) return;
    running = true;
    try {
      await work(...said);
    } finally {
      running = false;
    }
  };
}
