// A meeting: the check before joining, then the screen of one's role.
export default function MeetingScreen() {
  return null;
}
