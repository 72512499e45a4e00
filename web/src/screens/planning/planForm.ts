/** The form of a meeting filled from a plan (a template's or a series'), and a plan made from the form. Pure. */
import type { MeetingDraft, OfficerDraft } from '../../api/meetings';
import type { Plan } from '../../api/planning';
import { appended, type DraftItem } from '../admin/agendaEditing';
import { draftOf, type MeetingForm } from '../admin/meetingForm';
import { choiceOf } from '../attendance/words';

const siteOf = (seat: string) => seat.slice('site-'.length);

/** The form with everything of a plan; start and, without a title, the title stay as they are. */
export function filled(form: MeetingForm, plan: Plan, title: string, key: () => string): MeetingForm {
  const agenda: DraftItem[] = plan.agenda.map((item) => ({
    key: key(),
    title: item.title,
    rapporteur: item.rapporteur,
    minutes: Math.round(item.planned_s / 60),
    internal: item.internal,
    sites: item.seats.filter((seat) => seat.startsWith('site-')).map(siteOf),
    carried: null,
  }));
  const inRole = (role: OfficerDraft['role']) =>
    plan.officers.filter((one) => one.role === role).map((one) => one.account);
  const planned = Math.round(plan.planned_s / 60);
  const total = agenda.reduce((sum, item) => sum + item.minutes, 0);
  const quorum = choiceOf(plan.quorum ? { ...plan.quorum, count: null } : null);
  return {
    ...form,
    title: title || form.title,
    minutes: planned === total ? null : planned,
    autoRecord: plan.auto_record,
    quorum: quorum === 'other' ? 'none' : quorum,
    quorumBasis: plan.quorum?.basis ?? 'delegates',
    agenda: agenda.length > 0 ? agenda : appended([], key()),
    sites: plan.sites,
    chair: inRole('chair')[0] ?? null,
    deputies: inRole('deputy'),
    secretaries: inRole('secretary'),
    technicians: inRole('technician'),
    delegates: plan.delegates.map(({ name, office, site, email }) => ({
      key: key(),
      name,
      office,
      site,
      email: email ?? '',
    })),
  };
}

/** The plan of a finished form; null while something is missing. What the form took over is not part of it. */
export function planOf(form: MeetingForm): Plan | null {
  const draft = draftOf(form);
  return draft && withoutTime(draft);
}

function withoutTime({ scheduled_at: _at, ...draft }: MeetingDraft): Plan {
  return {
    ...draft,
    agenda: draft.agenda.filter((item) => !item.carried_from).map(({ carried_from: _from, ...item }) => item),
  };
}

/** What a series is made after: once a template is chosen only that one, also while it cannot be had. */
export function planToKeep(
  template: string | null,
  found: Plan | undefined,
  own: Plan | undefined,
): Plan | null {
  return (template === null ? own : found) ?? null;
}

/** The title of a pattern for a start (`2018-11-05T08:00`), as the server fills it; the number stays open. */
export function titleAt(pattern: string, startsAt: string, week: number): string {
  const [year = '', month = '', day = ''] = startsAt.slice(0, 10).split('-');
  const values: Readonly<Record<string, string>> = {
    day: `${day}/${month}/${year}`,
    week: String(week),
    month: String(Number(month)),
    quarter: String(Math.ceil(Number(month) / 3)),
    year,
    number: '…',
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
