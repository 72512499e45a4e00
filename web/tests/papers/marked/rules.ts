// The rules of markings as the server sends them to a member of a meeting.
import type { Rules } from '../../../src/papers/marked/rules';

export const RULES: Rules = {
  normal: {
    label: '',
    readable: true,
    download: true,
    kept: true,
    selectable: true,
    watermark: false,
    recall: false,
  },
  confidential: {
    label: 'MẬT',
    readable: true,
    download: false,
    kept: false,
    selectable: false,
    watermark: true,
    recall: true,
  },
};
