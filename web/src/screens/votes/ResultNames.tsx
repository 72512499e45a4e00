// Who voted how in a vote by name: each with a sign and the words.
import {
  type Icon,
  IconCircleDashed,
  IconHandStop,
  IconListCheck,
  IconMinus,
  IconThumbDown,
  IconThumbUp,
} from '@tabler/icons-react';
import type { NamedBallot, Poll } from '../../api/view/polls';
import { type Translate, useT } from '../../i18n';
import { personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './ResultBoard.module.css';
import { choiceWords } from './words';

const SIGNS: Readonly<Record<string, Icon>> = {
  yes: IconThumbUp,
  no: IconThumbDown,
  abstain: IconMinus,
};

function signOf({ by_hands, choices }: NamedBallot): Icon {
  const [first] = choices;
  if (first === undefined) return by_hands ? IconHandStop : IconCircleDashed;
  return SIGNS[first] ?? IconListCheck;
}

function votedWords(poll: Poll, ballot: NamedBallot, t: Translate): string {
  if (ballot.choices.length > 0) return choiceWords(poll, ballot.choices, t);
  return t(ballot.by_hands ? 'votes.choice.hands' : 'votes.choice.none');
}

export function ResultNames({ poll, ballots }: { poll: Poll; ballots: readonly NamedBallot[] }) {
  const t = useT();
  const view = useMeetingView();
  return (
    <ul className={classes.names} data-many={ballots.length > 12 || undefined}>
      {ballots.map((ballot) => {
        const Sign = signOf(ballot);
        const hall = poll.unit === 'delegates' && ballot.site ? view.sites[ballot.site]?.short_name : '';
        const proxy =
          ballot.by !== null && ballot.by !== ballot.seat
            ? t('votes.result.byProxy', { name: personOf(view, ballot.by).name })
            : '';
        return (
          <li key={ballot.seat} className={classes.name} data-choice={ballot.choices[0] ?? 'none'}>
            <Sign className={classes.nameSign} aria-hidden />
            <span className={classes.who}>
              <strong>{ballot.name}</strong>
              <span className={classes.how}>
                {votedWords(poll, ballot, t)}
                {[hall, proxy].filter(Boolean).map((one) => (
                  <span key={one} className={classes.where}>
                    {' '}
                    · {one}
                  </span>
                ))}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
