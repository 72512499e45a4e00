// Accounts of people: making one, its roles, its one-time links.
import { api } from './client';

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly office: string;
  readonly roles: readonly string[];
  readonly disabled: boolean;
}

export interface AccountDraft {
  readonly login: string;
  readonly name: string;
  readonly office: string;
  readonly roles: readonly string[];
}

export const accounts = {
  list: () => api.get<Account[]>('/accounts'),
  create: (draft: AccountDraft) => api.post<Account>('/accounts', draft),
  change: (id: string, change: Partial<AccountDraft & { disabled: boolean }>) =>
    api.patch<Account>(`/accounts/${encodeURIComponent(id)}`, change),
  link: (id: string) => api.post<{ url: string }>(`/accounts/${encodeURIComponent(id)}/link`),
};
