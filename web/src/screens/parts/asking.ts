// What an asking for the floor or a question carries, and who may be named in it. Pure.
import type { Delegate, View } from '../../api/view';
import type { Question } from '../../api/view/floor';

export type AskKind = 'speech' | 'point_of_order' | 'answer_back' | 'question';

export interface Draft {
  readonly kind: AskKind;
  /** The topic, or the question. */
  readonly text: string;
  readonly delegate: string | null;
  readonly paper: string | null;
  readonly page: number;
  /** The seat that is asked a question. */
  readonly to: string | null;
}

interface Command {
  readonly type: 'floor.request' | 'question.ask';
  readonly data: object;
}

/** The command a draft makes, or null while something it needs is missing. */
export function toCommand({ kind, text, delegate, paper, page, to }: Draft): Command | null {
  const words = text.trim();
  const named = delegate === null ? {} : { delegate };
  if (kind === 'question')
    return to === null || words === '' ? null : { type: 'question.ask', data: { to, text: words, ...named } };
  const shown = paper === null ? {} : { paper, page };
  return { type: 'floor.request', data: { topic: words, kind, ...named, ...shown } };
}

/** Whom a hall may ask for: its delegates, those who are here first. Nobody on other screens. */
export function ownDelegates(view: View): readonly Delegate[] {
  const { role, seat } = view.me;
  if (role !== 'site') return [];
  const here = ({ roll, present }: Delegate) => Number(present || roll === 'present' || roll === 'late');
  return (view.sites[seat]?.delegates ?? [])
    .flatMap((id) => view.delegates[id] ?? [])
    .toSorted((a, b) => here(b) - here(a));
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Who can be asked: every site and officer but oneself. */
export function officesOf(view: View): { readonly sites: Choice[]; readonly officers: Choice[] } {
  const { seat, site } = view.me;
  const sites = Object.values(view.sites).filter((one) => one.seat !== seat && one.seat !== site);
  const officers = Object.values(view.officers).filter(
    (one) => one.seat !== seat && one.role !== 'technician',
  );
  return {
    sites: sites.map(({ seat: value, name: label }) => ({ value, label })),
    officers: officers
      .toSorted((a, b) => a.order - b.order)
      .map(({ seat: value, name, office }) => ({ value, label: [name, office].filter(Boolean).join(' · ') })),
  };
}

/** The waiting questions of this seat, a hall's delegates' included. */
export function ownQuestions(view: View): readonly Question[] {
  const { seat, role } = view.me;
  return view.questions.order
    .flatMap((id) => view.questions.items[id] ?? [])
    .filter(
      (one) => one.state === 'waiting' && (one.seat === seat || (role === 'site' && one.site === seat)),
    );
}
