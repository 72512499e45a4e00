// Who asks for the floor; one press to grant or deny.
import { ActionIcon, Button, NativeSelect, Tooltip } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { FloorRequest } from '../../api/view';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Queue } from '../parts/Queue';
import { useCommand } from '../parts/useCommand';
import { DenyDialog } from './DenyDialog';
import classes from './FloorPanel.module.css';
import { LIMITS_S, type TurnLimit } from './useTurnLimit';

export function FloorPanel({ limit }: { limit: TurnLimit }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [denying, setDenying] = useState<FloorRequest | null>(null);
  const grants = can(view, 'floor.grant');
  return (
    <section className={`surface ${classes.panel}`} aria-label={t('meeting.console.floor')}>
      <header className={classes.head}>
        <h2 className={classes.heading}>
          {t('meeting.queue.short')} <span className="figures">({view.floor.queue.length})</span>
        </h2>
        {grants && <LimitSelect limit={limit} />}
      </header>
      <div className={classes.queue}>
        <Queue
          {...(grants
            ? {
                actions: (request: FloorRequest, first: boolean) => (
                  <>
                    <Button
                      size="compact-sm"
                      variant={first ? 'filled' : 'default'}
                      leftSection={<IconCheck size={16} />}
                      onClick={() =>
                        void give('floor.grant', { request: request.id, limit_s: limit.seconds })
                      }
                    >
                      {t('meeting.console.grant')}
                    </Button>
                    <Tooltip label={t('meeting.console.deny')}>
                      <ActionIcon
                        size={26}
                        variant="default"
                        aria-label={t('meeting.console.deny')}
                        onClick={() => setDenying(request)}
                      >
                        <IconX size={16} />
                      </ActionIcon>
                    </Tooltip>
                  </>
                ),
              }
            : {})}
        />
      </div>
      <DenyDialog request={denying} onClose={() => setDenying(null)} />
    </section>
  );
}

function LimitSelect({ limit }: { limit: TurnLimit }) {
  const t = useT();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('meeting.console.limit')}
      value={limit.seconds ?? 'none'}
      onChange={(event) =>
        limit.set(event.currentTarget.value === 'none' ? null : Number(event.currentTarget.value))
      }
      data={LIMITS_S.map((seconds) => ({
        value: String(seconds ?? 'none'),
        label:
          seconds === null
            ? t('meeting.console.noLimit')
            : `${t('meeting.console.limit')}: ${t('common.minutes', { n: seconds / 60 })}`,
      }))}
    />
  );
}
