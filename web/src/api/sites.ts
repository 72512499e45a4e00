// Sites, the import of many, and the machines paired with them.
import { api } from './client';

export type SiteKind = 'province' | 'department' | 'district' | 'commune' | 'other';

export interface Site {
  readonly code: string;
  readonly name: string;
  readonly short_name: string;
  readonly kind: string;
  /** Days in the province, `2018-01-01`; an open end is null. */
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly note: string;
}

export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface PairingCode {
  readonly code: string;
  readonly expires_at: string;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly paired_at: string;
  readonly last_seen_at: string | null;
  readonly revoked_at: string | null;
}

const one = (code: string) => `/sites/${encodeURIComponent(code)}`;

export const sites = {
  list: () => api.get<Site[]>('/sites'),
  add: (site: Site) => api.post<Site>('/sites', site),
  change: (code: string, change: Partial<Omit<Site, 'code'>>) => api.patch<Site>(one(code), change),
  /** With `dryRun` nothing is stored: the answer says what would happen. */
  import: (csv: Blob | string, dryRun: boolean, onProgress?: (sent: number, total: number) => void) =>
    api.upload<ImportOutcome>('/sites/import', csv, {
      contentType: 'text/csv; charset=utf-8',
      query: { dry_run: dryRun ? 1 : null },
      onProgress,
    }),
  pairingCode: (code: string) => api.post<PairingCode>(`${one(code)}/pairing-code`),
  devices: (code: string) => api.get<Device[]>(`${one(code)}/devices`),
  revoke: (device: string) => api.delete<null>(`/devices/${encodeURIComponent(device)}`),
};
