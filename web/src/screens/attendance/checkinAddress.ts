// The address behind the QR code on a hall's screen: the meeting, with the code to check in by. Pure.
// Whoever opens it still signs in, still comes from that hall, and still presses the button; it only saves typing.

const IN_HASH = /^#code=(\d{6})$/;

/** Where a delegate's phone finds the code typed in. A fragment is never sent to a server, so no log keeps it. */
export function checkinAddress(origin: string, meeting: string, code: string): string {
  return `${origin}/m/${encodeURIComponent(meeting)}#code=${code}`;
}

/** The code an address brought; empty when it brought none. */
export function codeIn(hash: string): string {
  return IN_HASH.exec(hash)?.[1] ?? '';
}
