// Sentences of the home screens.
import { area } from './types';

export const home = area({
  title: { vi: 'Giao ban', en: 'Giao ban' },
});
