// Sentences of the admin screens.
import { area } from './types';

export const admin = area({
  title: { vi: 'Giao ban', en: 'Giao ban' },
});
