// The form of a meeting as data: its start, what is missing, what is sent. Pure.
import type { DelegateDraft, MeetingDraft, OfficerDraft } from '../../api/meetings';
import type { Key } from '../../i18n';
import { fromLocalInput, proposedStart } from '../../lib/localTime';
import { type Choice, ruleOf } from '../attendance/words';
import { appended, type DraftItem, totalMinutes, unnamed } from './agendaEditing';

export interface MeetingForm {
  readonly title: string;
  /** `2018-11-05T08:00`, the province's time. */
  readonly startsAt: string;
  /** Null: as long as the agenda. */
  readonly minutes: number | null;
  readonly autoRecord: boolean;
  readonly quorum: Choice;
  readonly quorumBasis: 'delegates' | 'sites';
  readonly agenda: readonly DraftItem[];
  readonly sites: readonly string[];
  readonly chair: string | null;
  readonly deputies: readonly string[];
  readonly secretaries: readonly string[];
  readonly technicians: readonly string[];
  readonly delegates: readonly (DelegateDraft & { readonly key: string })[];
}

export function blankForm(now: Date): MeetingForm {
  return {
    title: '',
    startsAt: proposedStart(now),
    minutes: null,
    autoRecord: true,
    quorum: 'none',
    quorumBasis: 'delegates',
    agenda: appended([], 'first'),
    sites: [],
    chair: null,
    deputies: [],
    secretaries: [],
    technicians: [],
    delegates: [],
  };
}

const isBlank = (item: DraftItem) => item.title.trim() === '' && item.rapporteur.trim() === '';

export function plannedMinutes(form: MeetingForm): number {
  return form.minutes ?? totalMinutes(form.agenda.filter((item) => !isBlank(item)));
}

export interface Missing {
  readonly key: Key;
  readonly params?: { readonly n: number };
}

/** What stops the meeting from being created, in the order of the form. */
export function missing(form: MeetingForm): Missing[] {
  const found: Missing[] = [];
  if (form.title.trim() === '') found.push({ key: 'admin.needTitle' });
  if (fromLocalInput(form.startsAt) === null) found.push({ key: 'admin.needTime' });
  for (const item of unnamed(form.agenda)) {
    found.push({ key: 'admin.itemUnnamed', params: { n: form.agenda.indexOf(item) + 1 } });
  }
  if (form.sites.length === 0) found.push({ key: 'admin.needSites' });
  if (form.chair === null) found.push({ key: 'admin.needChair' });
  if (form.delegates.some((one) => one.name.trim() === '' || one.site === '')) {
    found.push({ key: 'admin.delegateUnfinished' });
  }
  return found;
}

function officersOf(form: MeetingForm): OfficerDraft[] {
  const inRole = (role: OfficerDraft['role'], accounts: readonly string[]) =>
    accounts.map((account, index) => ({ account, role, order: index + 1 }));
  return [
    ...(form.chair ? [{ account: form.chair, role: 'chair' as const, order: 0 }] : []),
    ...inRole('deputy', form.deputies),
    ...inRole('secretary', form.secretaries),
    ...inRole('technician', form.technicians),
  ];
}

/** What is sent; null while something is missing. */
export function draftOf(form: MeetingForm): MeetingDraft | null {
  const scheduled_at = fromLocalInput(form.startsAt);
  if (scheduled_at === null || missing(form).length > 0) return null;
  return {
    title: form.title.trim(),
    scheduled_at,
    planned_s: plannedMinutes(form) * 60,
    agenda: form.agenda
      .filter((item) => !isBlank(item))
      .map((item) => ({
        title: item.title.trim(),
        rapporteur: item.rapporteur.trim(),
        planned_s: item.minutes * 60,
        seats: item.sites.filter((code) => form.sites.includes(code)).map((code) => `site-${code}`),
        internal: item.internal,
        carried_from: item.carried && { meeting: item.carried.meeting, item: item.carried.item },
      })),
    sites: form.sites,
    officers: officersOf(form),
    delegates: form.delegates.map(({ name, office, site, email }) => ({
      name: name.trim(),
      office: office.trim(),
      site,
      email: email?.trim() ?? '',
    })),
    auto_record: form.autoRecord,
    quorum: ruleOf(form.quorum, form.quorumBasis),
  };
}
