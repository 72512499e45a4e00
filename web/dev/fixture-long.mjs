// Scene `long`: the longest names, titles and questions the server takes, to see that no screen breaks under them.
const TITLE =
  'Báo cáo kết quả thực hiện các nhiệm vụ phát triển kinh tế – xã hội, quốc phòng, an ninh mười một tháng đầu năm và phương hướng, nhiệm vụ trọng tâm tháng cuối năm trên địa bàn các huyện miền núi, biên giới';
const PERSON = 'Công Tằng Tôn Nữ Nguyễn Đình Phương Hoàng Thị Minh Nguyệt';
const OFFICE =
  'Phó Trưởng ban Thường trực Ban Chỉ đạo thực hiện các chương trình mục tiêu quốc gia giai đoạn 2026–2030 kiêm Giám đốc Sở Nông nghiệp và Phát triển nông thôn';

/** Stretches whatever is written in a view. */
export function stretch(view, scene) {
  if (scene !== 'long') return view;
  view.meeting.title = TITLE.slice(0, 200);
  for (const item of Object.values(view.agenda.items))
    Object.assign(item, { title: TITLE, rapporteur: OFFICE });
  for (const paper of Object.values(view.papers.items))
    Object.assign(paper, { title: TITLE.slice(0, 200), issuer: OFFICE, note: TITLE });
  for (const one of Object.values(view.officers)) Object.assign(one, { name: PERSON, office: OFFICE });
  for (const one of Object.values(view.delegates)) Object.assign(one, { name: PERSON, office: OFFICE });
  for (const request of Object.values(view.floor.requests))
    Object.assign(request, { name: PERSON, office: OFFICE, topic: TITLE });
  for (const poll of Object.values(view.polls.items)) poll.question = `${TITLE}. ${TITLE}. ${TITLE}?`;
  view.me.name = view.me.site ? view.me.name : PERSON;
  return view;
}
