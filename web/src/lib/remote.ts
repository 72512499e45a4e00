// Keys as televisions, presenters and keyboards name them, brought to one name each.

/** What sets without key names send (HbbTV, webOS, Tizen), by their key codes. */
const BY_CODE: Readonly<Record<number, string>> = {
  403: 'ColorF0Red',
  404: 'ColorF1Green',
  405: 'ColorF2Yellow',
  406: 'ColorF3Blue',
  415: 'MediaPlay',
  19: 'MediaPause',
  10252: 'MediaPlayPause',
  427: 'ChannelUp',
  428: 'ChannelDown',
  33: 'PageUp',
  34: 'PageDown',
  461: 'GoBack',
  10009: 'GoBack',
};

const SAME: Readonly<Record<string, string>> = {
  BrowserBack: 'GoBack',
  XF86Back: 'GoBack',
  MediaPlay: 'MediaPlayPause',
  MediaPause: 'MediaPlayPause',
};

/** The name of a pressed key; letters in upper case, a remote control's keys by one name whatever the set calls them. */
export function keyName(event: { readonly key: string; readonly keyCode: number }): string {
  const named = event.key === '' || event.key === 'Unidentified' ? BY_CODE[event.keyCode] : event.key;
  if (named === undefined) return event.key;
  return SAME[named] ?? (named.length === 1 ? named.toUpperCase() : named);
}

/** How a key is written on a sheet or a button. */
const LABELS: Readonly<Record<string, string>> = {
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  GoBack: '↩',
  MediaPlayPause: '⏯',
  ChannelUp: 'CH+',
  ChannelDown: 'CH−',
};

export function keyLabel(key: string): string {
  return LABELS[key] ?? key;
}
