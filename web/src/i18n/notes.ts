// Private notes: what is written on a page, the list of one's own, the key, other devices, the export.
export const notes = {
  mine: { vi: 'Ghi chú của tôi', en: 'My notes' },
  onlyMe: {
    vi: 'Chỉ mình tôi đọc được. Nội dung được mã hóa trên máy này trước khi gửi đi.',
    en: 'Only I can read this. It is encrypted on this device before it is sent.',
  },
  open: { vi: 'Mở ghi chú của tôi', en: 'Open my notes' },
  openCount: { vi: 'Mở ghi chú của tôi ({n})', en: 'Open my notes ({n})' },
  tools: { vi: 'Ghi chú riêng', en: 'Private notes' },
  add: { vi: 'Ghi chú trang này', en: 'Note on this page' },
  bookmark: { vi: 'Đánh dấu trang này', en: 'Bookmark this page' },
  bookmarkOff: { vi: 'Bỏ đánh dấu trang này', en: 'Remove the bookmark' },
  keyNote: { vi: 'Ghi chú trang này hoặc đoạn đang chọn', en: 'Note on this page or the words selected' },
  keyBookmark: { vi: 'Đánh dấu trang', en: 'Bookmark the page' },
  keyPanel: { vi: 'Mở ghi chú của tôi', en: 'Open my notes' },

  selection: { vi: 'Đoạn đang chọn', en: 'Words selected' },
  highlight: { vi: 'Tô màu', en: 'Highlight' },
  highlightIn: { vi: 'Tô màu {colour}', en: 'Highlight in {colour}' },
  noteOnWords: { vi: 'Ghi chú đoạn này', en: 'Note on these words' },
  colour: { vi: 'Màu', en: 'Colour' },
  'colour.yellow': { vi: 'vàng', en: 'yellow' },
  'colour.green': { vi: 'xanh lá', en: 'green' },
  'colour.blue': { vi: 'xanh dương', en: 'blue' },
  'colour.pink': { vi: 'hồng', en: 'pink' },
  'kind.note': { vi: 'Ghi chú', en: 'Note' },
  'kind.highlight': { vi: 'Đoạn tô màu', en: 'Highlight' },
  'kind.bookmark': { vi: 'Dấu trang', en: 'Bookmark' },
  onPage: { vi: 'Ghi chú riêng trên trang: {n}', en: 'Private notes on the page: {n}' },
  openOne: { vi: 'Mở: {text}', en: 'Open: {text}' },

  editorNew: { vi: 'Ghi chú mới', en: 'New note' },
  editorEdit: { vi: 'Sửa ghi chú', en: 'Edit note' },
  text: { vi: 'Nội dung ghi chú', en: 'Note' },
  place: { vi: '{title}, trang {page}', en: '{title}, page {page}' },
  save: { vi: 'Lưu ghi chú', en: 'Save note' },
  remove: { vi: 'Xóa', en: 'Delete' },
  removeSure: { vi: 'Xóa hẳn ghi chú này?', en: 'Delete this note for good?' },
  removeYes: { vi: 'Xóa hẳn', en: 'Delete for good' },
  removed: { vi: 'Đã xóa ghi chú', en: 'Note deleted' },
  letters: { vi: '{n}/{most} ký tự', en: '{n}/{most} characters' },
  markedHelp: {
    vi: 'Tài liệu mật: ghi chú không lưu tên tài liệu hay đoạn trích nào. Không ghi lại nội dung mật vào đây.',
    en: 'Confidential paper: the note keeps neither its name nor any of its words. Do not copy confidential content into it.',
  },
  unsaved: {
    vi: 'Ghi chú chưa lưu. Đóng mà không lưu?',
    en: 'The note is not saved. Close without saving?',
  },
  discard: { vi: 'Không lưu', en: 'Do not save' },

  none: { vi: 'Chưa có ghi chú nào.', en: 'No notes yet.' },
  noneHelp: {
    vi: 'Chọn một đoạn trên trang để tô màu hoặc ghi chú, hoặc bấm “Ghi chú trang này”.',
    en: 'Select words on a page to highlight them or write a note, or press “Note on this page”.',
  },
  noneFound: { vi: 'Không có ghi chú nào khớp.', en: 'No note matches.' },
  count: { vi: 'Số ghi chú: {n}', en: 'Notes: {n}' },
  order: { vi: 'Sắp xếp', en: 'Order' },
  byPage: { vi: 'Theo trang', en: 'By page' },
  byTime: { vi: 'Theo thời gian', en: 'By time' },
  filter: { vi: 'Lọc theo loại', en: 'Filter by kind' },
  all: { vi: 'Tất cả', en: 'All' },
  words: { vi: 'Tìm trong ghi chú', en: 'Search the notes' },
  page: { vi: 'Trang {page}', en: 'Page {page}' },
  goToOne: { vi: 'Đến trang {page}: {name}', en: 'Go to page {page}: {name}' },
  edit: { vi: 'Sửa', en: 'Edit' },
  editOne: { vi: 'Sửa: {name}', en: 'Edit: {name}' },
  markedPaper: { vi: 'Tài liệu mật', en: 'Confidential paper' },
  paperUnknown: { vi: 'Tài liệu không còn trong cuộc họp', en: 'A paper no longer in the meeting' },
  paperGone: { vi: 'Tài liệu không còn trong cuộc họp', en: 'The paper is no longer in the meeting' },
  paperWithdrawn: { vi: 'Tài liệu đã được rút', en: 'The paper was withdrawn' },
  meetingUnknown: { vi: 'Cuộc họp', en: 'Meeting' },
  madeAt: { vi: 'ghi lúc {time}', en: 'written at {time}' },
  madeInSession: { vi: 'ghi trong cuộc họp, lúc {time}', en: 'written in the session, at {time}' },

  same: { vi: 'Bản mới: vẫn ở trang {page}', en: 'New version: still on page {page}' },
  moved: {
    vi: 'Bản mới: đã chuyển sang trang {page} (trước ở trang {before})',
    en: 'New version: moved to page {page} (was on page {before})',
  },
  gone: {
    vi: 'Bản mới không còn đoạn này (trước ở trang {page})',
    en: 'The place is gone in the new version (was on page {page})',
  },
  unsure: {
    vi: 'Bản mới: không có chữ để đối chiếu, giữ theo trang {page}',
    en: 'New version: no words to compare, kept at page {page}',
  },
  searching: { vi: 'Đang đối chiếu với bản mới…', en: 'Comparing with the new version…' },

  waiting: { vi: 'Chưa gửi', en: 'Not sent yet' },
  waitingHere: {
    vi: 'Còn {n} thay đổi của ghi chú chưa gửi được, đang giữ trên máy này ở dạng mã hóa và sẽ được gửi khi ghi chú mở lại.',
    en: '{n} changes of notes are not sent yet. They lie on this device, encrypted, and are sent when the notes open again.',
  },
  waitingAtEnd: {
    vi: 'Còn {n} thay đổi của ghi chú chưa gửi được, đang giữ trên máy này ở dạng mã hóa và chỉ gửi đi khi quý vị đăng nhập lại ở đây.',
    en: '{n} changes of notes are not sent yet. They lie on this device, encrypted, and are sent only when you sign in here again.',
  },
  waitingInPage: {
    vi: 'Còn {n} thay đổi của ghi chú chưa gửi được và trình duyệt này không lưu được gì: đừng đóng trang trước khi ghi chú mở lại.',
    en: '{n} changes of notes are not sent yet, and this browser keeps nothing: do not close the page before the notes open again.',
  },
  refused: { vi: 'Máy chủ chưa nhận: {reason}', en: 'The server did not take it: {reason}' },
  twin: {
    vi: 'Cùng lúc sửa trên hai thiết bị: cả hai bản đều được giữ',
    en: 'Changed on two devices at once: both texts were kept',
  },
  twinDone: { vi: 'Đã xem', en: 'Seen' },
  back: {
    vi: 'Ghi chú vừa xóa đã được viết tiếp trên thiết bị khác nên được giữ lại.',
    en: 'The note you deleted was written on another device meanwhile, so it was kept.',
  },
  sealed: {
    vi: 'Trên máy này còn ghi chú chưa gửi được mã hóa bằng khóa cũ, khóa hiện tại không mở được. Đóng thông báo này sẽ bỏ các ghi chú đó.',
    en: 'Notes not sent yet lie on this device, encrypted with an earlier key that is gone. Closing this message gives them up.',
  },
  offline: {
    vi: 'Mất kết nối. Ghi chú được mã hóa, giữ trên máy này và tự gửi khi có kết nối.',
    en: 'The line is down. Notes are encrypted, kept on this device and sent when the line is back.',
  },
  offlineMemory: {
    vi: 'Mất kết nối và trình duyệt này không lưu được gì: đừng đóng trang trước khi ghi chú được gửi.',
    en: 'The line is down and this browser keeps nothing: do not close the page before the notes are sent.',
  },
  unreadable: {
    vi: 'Có {n} ghi chú không mở được bằng khóa hiện tại.',
    en: '{n} notes do not open with the present key.',
  },

  opening: { vi: 'Đang mở ghi chú…', en: 'Opening the notes…' },
  failed: { vi: 'Chưa mở được ghi chú', en: 'The notes could not be opened' },
  unsupported: {
    vi: 'Ghi chú riêng cần kết nối HTTPS: trang này không mã hóa được nên không nhận ghi chú.',
    en: 'Private notes need HTTPS: this page cannot encrypt, so it takes no notes.',
  },
  locked: { vi: 'Ghi chú đang khóa', en: 'The notes are locked' },
  lockedHelp: {
    vi: 'Khóa giải mã chỉ thuộc về quý vị. Hãy mở khóa bằng một trong các cách sau.',
    en: 'The key belongs to you alone. Open it in one of these ways.',
  },
  password: { vi: 'Mật khẩu đăng nhập', en: 'Sign-in password' },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  codeFromOther: {
    vi: 'Mã lấy từ thiết bị đang mở ghi chú',
    en: 'Code from a device where the notes are open',
  },
  codeFromOtherHelp: {
    vi: 'Trên thiết bị kia: Ghi chú của tôi → Mã cho thiết bị khác.',
    en: 'On the other device: My notes → Code for another device.',
  },
  claim: { vi: 'Dùng mã', en: 'Use the code' },
  lockedForGood: {
    vi: 'Lần đăng nhập này không mở được ghi chú cũ và không còn cách nào khác: không ai, kể cả quản trị viên, mở được ghi chú của quý vị. Nếu ghi chú vừa được mở lại ở nơi khác, hãy bấm “Thử lại”; nếu không, chỉ còn cách bắt đầu lại từ đầu.',
    en: 'This sign-in cannot open the earlier notes and no other way is left: nobody, the administrator included, can open your notes. If they were just opened elsewhere, press “Try again”; otherwise all that is left is to start anew.',
  },
  anew: { vi: 'Bắt đầu lại từ đầu…', en: 'Start anew…' },
  anewTitle: { vi: 'Bỏ toàn bộ ghi chú cũ?', en: 'Give up all earlier notes?' },
  anewHelp: {
    vi: 'Tất cả ghi chú, đoạn tô màu và dấu trang của quý vị trong mọi cuộc họp sẽ bị xóa vĩnh viễn trên mọi thiết bị. Không ai khôi phục được, kể cả quản trị viên. Chỉ chọn khi không còn mật khẩu cũ và không còn thiết bị nào đang mở ghi chú.',
    en: 'All your notes, highlights and bookmarks of every meeting are deleted for good on every device. Nobody can bring them back, the administrator included. Choose this only when you have neither the earlier password nor a device where the notes are open.',
  },
  anewHelpDelegate: {
    vi: 'Tất cả ghi chú, đoạn tô màu và dấu trang của quý vị trong cuộc họp này sẽ bị xóa vĩnh viễn trên mọi thiết bị. Không ai khôi phục được, kể cả quản trị viên. Chỉ chọn khi không còn thiết bị nào đang mở ghi chú.',
    en: 'All your notes, highlights and bookmarks of this meeting are deleted for good on every device. Nobody can bring them back, the administrator included. Choose this only when no device has the notes open any more.',
  },
  anewCheck: {
    vi: 'Tôi hiểu và đồng ý xóa vĩnh viễn ghi chú cũ',
    en: 'I understand that the earlier notes are deleted for good',
  },
  anewYes: { vi: 'Xóa và bắt đầu lại', en: 'Delete and start anew' },

  transfer: { vi: 'Mã cho thiết bị khác', en: 'Code for another device' },
  transferHelp: {
    vi: 'Trên thiết bị kia, đăng nhập rồi mở Ghi chú của tôi và nhập mã này. Mã dùng một lần; không đưa mã cho người khác.',
    en: 'On the other device, sign in, open My notes and enter this code. It works once; give it to nobody else.',
  },
  transferUntil: { vi: 'Mã có hiệu lực đến {time}.', en: 'The code is valid until {time}.' },
  transferAgain: { vi: 'Tạo mã khác', en: 'Make another code' },
  deviceLink: { vi: 'Tạo liên kết đăng nhập', en: 'Make a sign-in link' },
  deviceLinkHelp: {
    vi: 'Liên kết mời họp chỉ mở được một lần. Hãy tạo liên kết cho thiết bị thứ hai của chính quý vị, mở ở thiết bị đó rồi nhập mã dưới đây. Ai mở liên kết này sẽ vào họp bằng tên của quý vị.',
    en: 'The link you were invited by opens once. Make one for another device of your own, open it there, then enter the code below. Whoever opens it is in the meeting under your name.',
  },
  deviceLinkCode: {
    vi: 'Mã QR của liên kết đăng nhập cho thiết bị thứ hai',
    en: 'QR code of the sign-in link for another device',
  },
  copy: { vi: 'Sao chép mã', en: 'Copy the code' },
  copied: { vi: 'Đã sao chép mã', en: 'Code copied' },

  onlyHereLink: {
    vi: 'Ghi chú chỉ mở được trên thiết bị này và thiết bị đã nhập mã. Hãy tải ghi chú về máy trước khi đăng xuất hoặc trước khi hết quyền dự họp.',
    en: 'The notes open only on this device and those where a code was entered. Save them before you sign out or your right to the meeting ends.',
  },
  onlyHereAccount: {
    vi: 'Tài khoản chưa có mật khẩu: khi lượt đăng nhập này kết thúc (đăng xuất, hết 12 giờ hoặc để lâu không dùng), ghi chú sẽ mất. Hãy đặt mật khẩu, rồi mở lại ghi chú.',
    en: 'The account has no password yet: when this sign-in ends (by signing out, after 12 hours or left unused), the notes are lost. Set a password, then open the notes again.',
  },
  onlyHerePassword: {
    vi: 'Hãy nhập mật khẩu một lần để ghi chú mở được ở những lần đăng nhập sau; nếu không, ghi chú sẽ mất khi lượt đăng nhập này kết thúc.',
    en: 'Enter your password once, so that the notes open with later sign-ins too; otherwise they are lost when this sign-in ends.',
  },
  onlyHereAdd: { vi: 'Xác nhận', en: 'Confirm' },

  leaveTitle: { vi: 'Còn ghi chú chưa gửi', en: 'Notes not sent yet' },
  leaveLoses: {
    vi: 'Còn {n} thay đổi của ghi chú chưa gửi được lên máy chủ. Nếu đăng xuất bây giờ, các thay đổi này sẽ mất.',
    en: '{n} changes of notes could not be sent to the server. If you sign out now, they are lost.',
  },
  leaveKeeps: {
    vi: 'Còn {n} thay đổi của ghi chú chưa gửi được lên máy chủ. Các thay đổi này được mã hóa, giữ trên máy này và chỉ gửi đi khi quý vị đăng nhập lại ở đây.',
    en: '{n} changes of notes could not be sent to the server. They stay on this device, encrypted, and are sent only when you sign in here again.',
  },
  leaving: { vi: 'Đang gửi ghi chú…', en: 'Sending notes…' },
  leaveAnyway: { vi: 'Vẫn đăng xuất', en: 'Sign out all the same' },

  export: { vi: 'Tải ghi chú về máy', en: 'Save my notes' },
  exportAll: { vi: 'Tải mọi ghi chú về máy', en: 'Export all my notes' },
  exportSure: {
    vi: 'Tệp tải về không mã hóa: ai mở được tệp đều đọc được ghi chú. Trích đoạn và tên tài liệu mật không có trong tệp.',
    en: 'The file is not encrypted: whoever opens it can read the notes. Words and names of confidential papers are left out.',
  },
  exportYes: { vi: 'Tải về', en: 'Save' },
  exportOf: { vi: 'Của {name}, xuất lúc {time}', en: 'Of {name}, saved at {time}' },
  exportPrivate: {
    vi: 'Ghi chú riêng. Tệp này không mã hóa; trích đoạn của tài liệu mật không được đưa vào tệp.',
    en: 'Private notes. This file is not encrypted; words of confidential papers are left out of it.',
  },

  atSecond: { vi: 'Đến {time} trong bản ghi', en: 'Go to {time} in the record' },
  inRecord: { vi: 'Ghi chú của tôi trong buổi họp', en: 'My notes in the session' },
} as const;
