// Sentences of the program: what halls see of it, and the console that directs it.
import { area } from './types';

export const program = area({
  title: { vi: 'Chương trình', en: 'Program' },
  notices: { vi: 'Thông báo trên màn hình', en: 'Messages on the screen' },
  countdownPlain: { vi: 'Còn lại', en: 'Time left' },
  onlyYou: { vi: 'Chỉ màn hình này', en: 'This screen only' },
  moreNotices: { vi: 'và {n} thông báo nữa', en: 'and {n} more messages' },
  youAreOnAir: { vi: 'Điểm cầu này đang lên hình', en: 'Everybody sees this site now' },
  'label.speaking': { vi: 'Đang phát biểu', en: 'Has the floor' },
  'label.asking': { vi: 'Chất vấn', en: 'Question' },
  'label.answering': { vi: 'Trả lời chất vấn', en: 'Answer' },
  'label.presiding': { vi: 'Chủ trì', en: 'Presiding' },
  'layout.program': { vi: 'Theo chương trình', en: 'As on the program' },
  'layout.faces': { vi: 'Chỉ hình người', en: 'Faces only' },
  'layout.side': { vi: 'Người nói và trang', en: 'Speaker and page' },
  'layout.page': { vi: 'Chỉ trang', en: 'Page only' },
});
