// Sentences of the signin screens.
import { area } from './types';

export const signin = area({
  title: { vi: 'Giao ban', en: 'Giao ban' },
});
