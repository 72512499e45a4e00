// What can be known of the machine a page runs on: its browser's name and its battery.

export interface Power {
  /** Percent. */
  readonly battery: number | null;
  readonly charging: boolean | null;
}

interface Brand {
  readonly brand: string;
  readonly version: string;
}
interface BatteryManager {
  readonly level: number;
  readonly charging: boolean;
}
type Machine = Navigator & {
  readonly userAgentData?: { readonly brands: readonly Brand[] };
  readonly getBattery?: () => Promise<BatteryManager>;
};

/** Most telling first: many browsers also call themselves Chrome and Safari. */
const NAMES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Samsung Internet', /SamsungBrowser\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+(?:\.\d+)?).*Safari/],
];

/** Name and version such as `Chrome 141`. */
export function browserName(agent: string, brands: readonly Brand[] = []): string {
  const named = brands.find(({ brand }) => !/not.?a.?brand|^chromium$/i.test(brand.replace(/[^\w ]/g, '.')));
  if (named) return `${named.brand.replace(/^(Google|Microsoft) /, '')} ${named.version}`.slice(0, 80);
  for (const [name, pattern] of NAMES) {
    const version = pattern.exec(agent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return '';
}

export function thisBrowser(): string {
  const machine = navigator as Machine;
  return browserName(machine.userAgent, machine.userAgentData?.brands);
}

/** The battery where the browser tells of it; a machine without one is not charging anything. */
export async function readPower(): Promise<Power> {
  const battery = await (navigator as Machine).getBattery?.().catch(() => undefined);
  if (!battery) return { battery: null, charging: null };
  return { battery: Math.round(battery.level * 100), charging: battery.charging };
}
