// Sentences about the agenda's times, postponed and internal items.
import { area } from './types';

export const agenda = area({
  at: { vi: 'Dự kiến {time}', en: 'Expected {time}' },
  earliest: { vi: 'Sớm nhất {time}', en: '{time} at the earliest' },
  planned: { vi: 'theo chương trình {time}', en: 'planned {time}' },
  onTime: { vi: 'đúng giờ', en: 'on time' },
  later: { vi: 'chậm {time}', en: '{time} late' },
  sooner: { vi: 'sớm {time}', en: '{time} early' },
  minutes: { vi: '{n} phút', en: '{n} min' },
  hours: { vi: '{h} giờ', en: '{h} h' },
  hoursMinutes: { vi: '{h} giờ {n} phút', en: '{h} h {n} min' },
  internal: { vi: 'Nội bộ', en: 'Internal' },
  internalTitle: { vi: 'Nội dung nội bộ', en: 'Internal item' },
  postponed: { vi: 'Lùi sang cuộc họp sau', en: 'Postponed to a later meeting' },
  reason: { vi: 'Lý do: {reason}', en: 'Reason: {reason}' },
  yours: { vi: 'Nội dung của quý vị', en: 'Your item' },
  yoursNext: { vi: 'Nội dung của quý vị là nội dung tiếp theo', en: 'Your item is next' },
  number: { vi: '{n}. {title}', en: '{n}. {title}' },
  reporters: { vi: 'Báo cáo: {names}', en: 'Reports: {names}' },

  barredTitle: {
    vi: 'Cuộc họp đang thảo luận nội dung nội bộ',
    en: 'The meeting is discussing an internal item',
  },
  barredHelp: {
    vi: 'Hình ảnh, âm thanh và tài liệu tạm ngừng đối với người theo dõi. Hết nội dung này, màn hình sẽ tự hiển thị trở lại; quý vị không cần làm gì.',
    en: 'Picture, sound and papers are withheld from observers for now. They come back by themselves when this item ends; there is nothing you need to do.',
  },

  seats: { vi: 'Điểm cầu, người báo cáo', en: 'Sites and people who report' },
  internalSwitch: {
    vi: 'Nội dung nội bộ (người theo dõi không dự)',
    en: 'Internal item (not for observers)',
  },
  more: { vi: 'Thao tác khác với {title}', en: 'More for {title}' },
  edit: { vi: 'Sửa…', en: 'Edit…' },
  remove: { vi: 'Bỏ khỏi chương trình', en: 'Remove from the agenda' },
  makeInternal: { vi: 'Chuyển thành nội dung nội bộ', en: 'Make internal' },
  makeOpen: { vi: 'Bỏ chế độ nội bộ', en: 'Make open' },
  postpone: { vi: 'Lùi sang cuộc họp sau…', en: 'Postpone to a later meeting…' },
  postponeTitle: { vi: 'Lùi nội dung sang cuộc họp sau', en: 'Postpone this item' },
  postponeHelp: {
    vi: 'Nội dung được đưa ra khỏi chương trình và được gợi ý khi lập cuộc họp sau. Trong cuộc họp này vẫn đưa trở lại được.',
    en: 'It leaves the agenda and is offered when a later meeting is prepared. It can be taken back while this meeting lasts.',
  },
  postponeCurrent: {
    vi: 'Nội dung này đang được thảo luận và sẽ dừng ngay.',
    en: 'It is under discussion and will end at once.',
  },
  postponeReason: { vi: 'Lý do (không bắt buộc)', en: 'Reason (optional)' },
  postponeDo: { vi: 'Lùi nội dung', en: 'Postpone' },
  restore: { vi: 'Đưa trở lại', en: 'Take back' },
  moved: { vi: '{title}: vị trí {n} trên {total}', en: '{title}: place {n} of {total}' },
  moveHint: {
    vi: 'Đổi thứ tự: chọn nút mũi tên, hoặc giữ Alt và bấm ↑ ↓ khi đang ở một dòng.',
    en: 'To reorder: use the arrow buttons, or hold Alt and press ↑ ↓ on a row.',
  },

  carryTitle: { vi: 'Nội dung lùi lại từ các cuộc họp trước', en: 'Postponed by earlier meetings' },
  carryHelp: {
    vi: 'Mỗi nội dung chỉ đưa được vào một cuộc họp.',
    en: 'Each can be taken into one meeting only.',
  },
  carryFrom: { vi: '{meeting} · {date}', en: '{meeting} · {date}' },
  carry: { vi: 'Đưa vào chương trình', en: 'Add to the agenda' },
  carried: { vi: 'Đã đưa vào chương trình', en: 'Added to the agenda' },
  carriedMark: { vi: 'Từ cuộc họp trước', en: 'From an earlier meeting' },
  carryFailed: { vi: 'Không tải được các nội dung lùi lại', en: 'The postponed items could not be loaded' },
});
