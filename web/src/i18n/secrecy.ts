// Marked papers: the page, the banner, the access log and the recall.
export const secrecy = {
  barredTitle: {
    vi: 'Cuộc họp đang có tài liệu mật',
    en: 'A confidential paper is in the meeting',
  },
  barredHelp: {
    vi: 'Người theo dõi tạm chờ bên ngoài. Màn hình sẽ tự hiển thị trở lại khi chủ trì cho phép; quý vị không cần làm gì.',
    en: 'Observers wait outside for now. The screen comes back by itself when the chair lets observers in; there is nothing you need to do.',
  },
  recalledPage: {
    vi: 'Tài liệu mật này đã được thu hồi.',
    en: 'This confidential paper has been recalled.',
  },
  notForYou: {
    vi: 'Đang trình chiếu tài liệu mật. Chỉ thành viên dự họp xem được trang này.',
    en: 'A confidential paper is being shown. Only members of the meeting see this page.',
  },
  noPrint: {
    vi: 'Tài liệu mật: không được in.',
    en: 'Confidential paper: it may not be printed.',
  },
  readText: { vi: 'Đọc nội dung trang', en: 'Read the page’s text' },
  noText: { vi: 'Trang này không có văn bản đọc được.', en: 'This page has no text to read.' },

  shutBoth: {
    vi: 'Ghi âm, ghi hình đang tắt và người theo dõi đang chờ bên ngoài vì có tài liệu mật.',
    en: 'Recording is off and observers wait outside because of a confidential paper.',
  },
  shutRecording: {
    vi: 'Ghi âm, ghi hình đang tắt vì có tài liệu mật.',
    en: 'Recording is off because of a confidential paper.',
  },
  shutOutsiders: {
    vi: 'Người theo dõi đang chờ bên ngoài vì có tài liệu mật.',
    en: 'Observers wait outside because of a confidential paper.',
  },
  relaxedRecording: { vi: 'Chủ trì đã cho phép ghi âm, ghi hình.', en: 'The chair has allowed recording.' },
  relaxedOutsiders: {
    vi: 'Chủ trì đã cho người theo dõi dự trở lại.',
    en: 'The chair has let observers in again.',
  },
  relaxRecording: { vi: 'Cho phép ghi…', en: 'Allow recording…' },
  relaxOutsiders: { vi: 'Cho người theo dõi vào…', en: 'Let observers in…' },
  restoreRecording: { vi: 'Không cho ghi nữa', en: 'Stop recording again' },
  restoreOutsiders: { vi: 'Không cho theo dõi nữa', en: 'Keep observers out again' },
  relaxTitleRecording: {
    vi: 'Cho phép ghi âm, ghi hình khi có tài liệu mật',
    en: 'Allow recording with a confidential paper in the meeting',
  },
  relaxTitleOutsiders: {
    vi: 'Cho người theo dõi dự trở lại khi có tài liệu mật',
    en: 'Let observers in with a confidential paper in the meeting',
  },
  relaxHelp: {
    vi: 'Quyết định và lý do được ghi vào nhật ký và biên bản cuộc họp. Người theo dõi không bao giờ thấy tài liệu mật.',
    en: 'The decision and its reason go into the log and the proceedings. Observers never see confidential papers.',
  },
  reason: { vi: 'Lý do', en: 'Reason' },
  decide: { vi: 'Quyết định', en: 'Decide' },

  flagConfidential: {
    vi: 'trang đầu ghi MẬT: hãy kiểm tra độ mật đã chọn',
    en: 'the first page says MẬT: check the marking that was chosen',
  },
  flagHigher: {
    vi: 'trang đầu ghi TỐI MẬT hoặc TUYỆT MẬT: không được để trên mạng này, hãy xóa ngay',
    en: 'the first page says TỐI MẬT or TUYỆT MẬT: it may not be on this network, remove it now',
  },

  asks: {
    vi: 'Trang đầu ghi MẬT mà người gửi không chọn độ mật. Tài liệu đang được giữ như tài liệu mật, chưa vào cuộc họp.',
    en: 'The first page says MẬT and the sender chose no marking. It is held as confidential and not in the meeting yet.',
  },
  lookAtPages: { vi: 'Xem từng trang', en: 'Look at the pages' },
  pageOf: { vi: 'Trang {n}/{pages}', en: 'Page {n} of {pages}' },
  approveMarked: { vi: 'Duyệt, độ MẬT', en: 'Approve as CONFIDENTIAL' },
  approveNormal: { vi: 'Không phải tài liệu mật', en: 'It is not confidential' },

  manage: { vi: 'Theo dõi tài liệu mật: {title}', en: 'Confidential paper: {title}' },
  open: { vi: 'Nhật ký và thu hồi', en: 'Access log and recall' },
  log: { vi: 'Nhật ký xem', en: 'Access log' },
  logEmpty: { vi: 'Chưa ai mở tài liệu này.', en: 'Nobody has opened this paper yet.' },
  logSound: { vi: 'Chuỗi nhật ký nguyên vẹn.', en: 'The chain of the log is intact.' },
  logBroken: {
    vi: 'Chuỗi nhật ký bị hỏng từ dòng {n}: có dòng đã bị sửa, cắt hoặc đổi chỗ.',
    en: 'The chain of the log is broken at line {n}: lines were edited, cut or moved.',
  },
  logFailed: {
    vi: 'Chưa đọc được nhật ký xem; chưa biết chuỗi nhật ký có nguyên vẹn không',
    en: 'The access log could not be read; whether its chain is intact is not known',
  },
  logFile: { vi: 'Tải nhật ký', en: 'Save the log' },
  who: { vi: 'Ai', en: 'Who' },
  when: { vi: 'Lúc', en: 'When' },
  what: { vi: 'Nội dung', en: 'What' },
  device: { vi: 'Máy', en: 'Machine' },
  whatPage: { vi: 'xem trang {page}', en: 'opened page {page}' },
  whatText: { vi: 'đọc văn bản trang {page}', en: 'read the text of page {page}' },
  whatSearch: { vi: 'tìm thấy ở trang {page}', en: 'found on page {page}' },
  whatRefused: { vi: 'bị từ chối ({code})', en: 'refused ({code})' },
  nobody: { vi: 'chưa đăng nhập', en: 'not signed in' },

  recall: { vi: 'Thu hồi', en: 'Recall' },
  recallSure: {
    vi: 'Sau khi thu hồi, không ai mở được tài liệu này nữa, kể cả khi cuộc họp còn tiếp tục.',
    en: 'Once recalled, nobody opens this paper any more, even while the meeting goes on.',
  },
  recallYes: { vi: 'Thu hồi ngay', en: 'Recall now' },
  recallAtEnd: {
    vi: 'Chưa thu hồi. Khi bế mạc, tài liệu được thu hồi trên mọi máy.',
    en: 'Not recalled yet. It is recalled from every machine when the meeting closes.',
  },
  recallFailed: {
    vi: 'Chưa biết tình trạng thu hồi hiện nay',
    en: 'How the recall stands now is not known',
  },
  recalledAt: { vi: 'Đã thu hồi lúc {time}.', en: 'Recalled at {time}.' },
  holders: { vi: 'Các máy đã có tài liệu', en: 'Machines that had the paper' },
  statePurged: { vi: 'đã xóa lúc {time}', en: 'purged at {time}' },
  stateWaiting: { vi: 'chưa báo đã xóa', en: 'has not reported yet' },
  stateLost: {
    vi: 'mất kết nối; sẽ hỏi lại khi nối lại',
    en: 'line lost; asked again when it comes back',
  },
  stateUnconfirmed: {
    vi: 'chưa xác nhận: máy đã đăng xuất, không hỏi lại được',
    en: 'not confirmed: it signed out and cannot be asked any more',
  },
  goneTitle: {
    vi: 'Tài liệu mật không còn trong cuộc họp',
    en: 'Confidential papers no longer in the meeting',
  },
  goneFailed: {
    vi: 'Chưa biết còn máy nào giữ tài liệu mật đã gỡ khỏi cuộc họp',
    en: 'Whether machines still hold confidential papers taken out of the meeting is not known',
  },
  goneHelp: {
    vi: 'Đã gỡ khỏi cuộc họp hoặc là bản gửi chưa duyệt. Vẫn theo dõi đến khi mọi máy báo đã xóa.',
    en: 'Taken out, or drafts that were never approved. Watched until every machine has proved that it has nothing.',
  },
  goneState: { vi: '{done}/{all} máy đã báo xóa', en: '{done} of {all} machines have proved it' },
  stateHas: { vi: 'đang giữ', en: 'has it' },
  destroyed: {
    vi: 'Tệp gốc và các bản đã hủy lúc {time}.',
    en: 'The file and all made of it destroyed at {time}.',
  },
  destroyedDue: { vi: 'Tệp sẽ được hủy lúc {time}.', en: 'The file is to be destroyed at {time}.' },
  lower: { vi: 'Hạ độ mật', en: 'Lower the marking' },
  lowerTitle: { vi: 'Hạ độ mật của tài liệu', en: 'Lower the marking of the paper' },
  lowerHelp: {
    vi: 'Tài liệu trở thành tài liệu thường: tải về và lưu được trên máy. Lý do được ghi vào biên bản.',
    en: 'It becomes a normal paper that can be downloaded and kept. The reason goes into the proceedings.',
  },
} as const;
