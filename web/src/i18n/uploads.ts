// Sentences of files on their way: sent, made into pages, and what officers should know of them.
import { area } from './types';

export const uploads = area({
  waiting: { vi: 'Đã nhận, đang chờ xử lý', en: 'Received, waiting its turn' },
  converting: { vi: 'Đang chuyển thành trang', en: 'Being made into pages' },
  convertingPercent: { vi: 'Đang chuyển thành trang {percent}%', en: 'Being made into pages {percent}%' },
  checking: { vi: 'Đang kiểm tra trang {percent}%', en: 'Checking pages {percent}%' },
  recognising: { vi: 'Đang nhận dạng chữ {percent}%', en: 'Reading the letters {percent}%' },
  storing: { vi: 'Đang lưu', en: 'Being stored' },
  unfinished: { vi: 'Gửi dở: {name}', en: 'Not finished: {name}' },
  unfinishedHelp: {
    vi: 'Trang đã được tải lại khi đang gửi. Chọn lại đúng tệp này, phần đã gửi không phải gửi lại.',
    en: 'The page was reloaded while sending. Choose the same file again; what was sent is not sent twice.',
  },
  forget: { vi: 'Bỏ lần gửi dở {name}', en: 'Drop the unfinished {name}' },
  original: { vi: 'Tải bản gốc ({kind})', en: 'Save the original ({kind})' },
  flags: { vi: 'Lưu ý: {flags}', en: 'Note: {flags}' },
  flag_javascript: { vi: 'tệp có mã JavaScript (không được chạy)', en: 'holds JavaScript (never run)' },
  flag_open_action: {
    vi: 'tệp có lệnh tự chạy khi mở (không được chạy)',
    en: 'has an action on opening (never run)',
  },
  flag_launch: {
    vi: 'tệp có lệnh mở chương trình khác (không được chạy)',
    en: 'would start programs (never run)',
  },
  flag_embedded_files: {
    vi: 'có tệp đính kèm bên trong (không hiển thị)',
    en: 'carries other files (not shown)',
  },
  flag_external_links: {
    vi: 'có nội dung lấy từ nơi khác (không được tải)',
    en: 'points at content elsewhere (never fetched)',
  },
  flag_recognised: { vi: 'bản quét, chữ được nhận dạng tự động', en: 'a scan, its letters read by machine' },
});
