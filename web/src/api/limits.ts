// What this installation allows and prefers; asked once, before anybody signs in.
import type { Language } from '../i18n/types';
import { api } from './client';

export interface Limits {
  /** The largest paper; 1 MB is a million bytes. */
  readonly paper_limit_mb: number;
  readonly language: Language;
}

export const limits = { get: () => api.get<Limits>('/limits') };
