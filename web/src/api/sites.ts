// Sites, the import of many, and the machines paired with them.
import { api, fileUrl } from './client';

export const SITE_KINDS = ['province', 'department', 'district', 'commune', 'agency', 'other'] as const;

export interface Site {
  readonly code: string;
  readonly name: string;
  readonly short_name: string;
  readonly kind: string;
  /** Days in the province, `2018-01-01`; an open end is null. */
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly note: string;
  readonly email: string;
  /** Machines paired with the site now. */
  readonly devices?: number;
}

export type SiteFields = Omit<Site, 'devices'>;

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
}

const one = (code: string) => `/sites/${encodeURIComponent(code)}`;

export const sites = {
  /** The sites of one day, or every row of every period. */
  list: (on: string | null) => api.get<Site[]>('/sites', { query: { on } }),
  add: (site: SiteFields) => api.post<Site>('/sites', site),
  /** Changes the row that begins on `validFrom`: a code may have several, one after another. */
  change: (code: string, validFrom: string, change: Partial<Omit<SiteFields, 'code'>>) =>
    api.patch<Site>(one(code), change, { query: { valid_from: validFrom } }),
  /** With `dryRun` nothing is stored: the answer says what would happen. */
  import: (csv: Blob | string, dryRun: boolean, onProgress?: (sent: number, total: number) => void) =>
    api.upload<ImportOutcome>('/sites/import', csv, {
      contentType: 'text/csv; charset=utf-8',
      query: { dry_run: dryRun },
      onProgress,
    }),
  exportUrl: () => fileUrl('/sites/export.csv'),
  pairingCode: (code: string) => api.post<PairingCode>(`${one(code)}/pairing-code`),
  devices: (code: string) => api.get<Device[]>(`${one(code)}/devices`),
  revoke: (device: string) => api.delete<null>(`/devices/${encodeURIComponent(device)}`),
};
