// Running and editing the agenda. What may be changed is the server's to say; buttons follow `me.can`.
import { Button } from '@mantine/core';
import { IconListNumbers, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Empty } from '../home/Notice';
import { spanText } from '../home/times';
import { useCommand } from '../parts/useCommand';
import classes from './AgendaPanel.module.css';
import { ItemForm } from './ItemForm';
import { ItemRow } from './ItemRow';

export function AgendaPanel() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [editing, setEditing] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const { order, items } = view.agenda;
  const total = order.reduce((sum, id) => sum + (items[id]?.planned_s ?? 0), 0);
  return (
    <div className={classes.panel}>
      {order.length === 0 && !adding && (
        <Empty
          icon={IconListNumbers}
          title={t('secretary.agendaEmpty')}
          help={t('secretary.agendaEmptyHelp')}
        />
      )}
      <ol className={classes.list}>
        {order.map((id, index) => {
          const item = items[id];
          if (!item) return null;
          if (editing === id) {
            return (
              <li key={id} className={classes.form}>
                <ItemForm
                  start={item}
                  label={t('common.save')}
                  onCancel={() => setEditing(null)}
                  onSubmit={async (fields) => {
                    const done = await give('agenda.edit', { item: id, ...fields });
                    if (done) setEditing(null);
                    return done;
                  }}
                />
              </li>
            );
          }
          return (
            <ItemRow
              key={id}
              item={item}
              index={index}
              last={index === order.length - 1}
              onEdit={() => setEditing(id)}
            />
          );
        })}
      </ol>
      {adding && (
        <div className={classes.form}>
          <ItemForm
            start={null}
            label={t('common.add')}
            onCancel={() => setAdding(false)}
            onSubmit={(fields) => give('agenda.add', fields)}
          />
        </div>
      )}
      <div className={classes.foot}>
        {can(view, 'agenda.add') && !adding && (
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('secretary.addItem')}
          </Button>
        )}
        {total > 0 && (
          <span className={`figures ${classes.total}`}>
            {t('secretary.agendaTotal', { time: spanText(total, t) })}
          </span>
        )}
      </div>
    </div>
  );
}
