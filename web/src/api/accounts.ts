// Accounts of people: making one, its roles, its one-time links.
import { api } from './client';

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly office: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
  readonly has_password: boolean;
}

export const ACCOUNT_ROLES = ['administrator', 'archivist', 'officer', 'member'] as const;

export interface AccountDraft {
  readonly login: string;
  readonly name: string;
  readonly office: string;
  readonly email: string;
  readonly roles: readonly string[];
}

export const accounts = {
  list: () => api.get<Account[]>('/accounts'),
  create: (draft: AccountDraft) => api.post<Account>('/accounts', draft),
  change: (id: string, change: Partial<Omit<AccountDraft, 'login'> & { disabled: boolean }>) =>
    api.patch<Account>(`/accounts/${encodeURIComponent(id)}`, change),
  link: (id: string) =>
    api.post<{ url: string; expires_at: string }>(`/accounts/${encodeURIComponent(id)}/link`),
  /** Its owner forgot it: sign-ins end, and a link signs them in to set another. */
  forgetPassword: (id: string) => api.delete<null>(`/accounts/${encodeURIComponent(id)}/password`),
  /** A delegate's address for one more device of their own; it opens once. */
  deviceLink: () => api.post<{ url: string; expires_at: string }>('/session/device-link'),
  /** One's own password; `current` is null when there is none yet. */
  setPassword: (current: string | null, password: string) =>
    api.post<null>('/session/password', { current, password }),
};
