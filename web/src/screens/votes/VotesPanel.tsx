// The desk of votes: the one under way first, those that are prepared, those that are over.
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheckbox, IconFileCertificate, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Poll } from '../../api/view/polls';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Empty } from '../home/Notice';
import { CheckingPoll, LivePoll } from './LivePoll';
import { PollDialog } from './PollForm';
import { PastPoll, PreparedPoll } from './PollRow';
import { ProxiesDialog } from './ProxiesDialog';
import classes from './VotesPanel.module.css';

export function VotesPanel() {
  const t = useT();
  const view = useMeetingView();
  const [proxies, proxy] = useDisclosure(false);
  const [form, setForm] = useState<{ readonly poll: Poll | null } | null>(null);
  const all = view.polls.order.flatMap((id) => view.polls.items[id] ?? []);
  const of = (...states: Poll['state'][]) => all.filter(({ state }) => states.includes(state));
  const over = of('closed', 'cancelled').toReversed();
  const waits = over.filter(({ state, released_at }) => state === 'closed' && released_at === null);
  const past = over.filter((poll) => !waits.includes(poll));
  const edit = (poll: Poll) => setForm({ poll });
  return (
    <div className={classes.panel}>
      {of('open', 'counting').map((poll) => (
        <LivePoll key={poll.id} poll={poll} />
      ))}
      {of('checking').map((poll) => (
        <CheckingPoll key={poll.id} poll={poll} />
      ))}
      {waits.map((poll) => (
        <PastPoll key={poll.id} poll={poll} opened />
      ))}
      <div className={classes.tools}>
        {can(view, 'poll.create') && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setForm({ poll: null })}>
            {t('votes.desk.prepare')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconFileCertificate size={18} aria-hidden />}
          onClick={proxy.open}
        >
          {t('votes.proxy.button')}
          {view.polls.proxies.length > 0 && ` · ${view.polls.proxies.length}`}
        </Button>
      </div>
      {all.length === 0 && (
        <Empty icon={IconCheckbox} title={t('votes.desk.empty')} help={t('votes.desk.emptyHelp')} />
      )}
      {of('draft').map((poll) => (
        <PreparedPoll key={poll.id} poll={poll} onEdit={() => edit(poll)} />
      ))}
      {past.length > 0 && <h3 className={classes.heading}>{t('votes.desk.past')}</h3>}
      {past.map((poll, index) => (
        <PastPoll key={poll.id} poll={poll} opened={index === 0} />
      ))}
      <PollDialog poll={form?.poll ?? null} opened={form !== null} onClose={() => setForm(null)} />
      <ProxiesDialog opened={proxies} onClose={proxy.close} />
    </div>
  );
}
