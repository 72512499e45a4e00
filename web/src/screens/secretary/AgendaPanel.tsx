// Running and editing the agenda. What may be changed is the server's to say; buttons follow `me.can`.
import { Button } from '@mantine/core';
import { IconListNumbers, IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { agenda, POSTPONED } from '../../api/agenda';
import { useT } from '../../i18n';
import { notifyDone, notifyProblem } from '../../lib/notify';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Empty } from '../home/Notice';
import { spanText } from '../home/times';
import { PostponedOffers } from '../parts/PostponedOffers';
import { useCommand } from '../parts/useCommand';
import classes from './AgendaPanel.module.css';
import { ItemForm } from './ItemForm';
import { ItemRow, PostponedRow } from './ItemRow';
import { PostponeDialog } from './PostponeDialog';

export function AgendaPanel() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [editing, setEditing] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [postponing, setPostponing] = useState<string | null>(null);
  const [said, say] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const { order, items, postponed } = view.agenda;
  const keepFocus = useKeptFocus(list, order.join());
  const total = order.reduce((sum, id) => sum + (items[id]?.planned_s ?? 0), 0);
  const move = async (id: string, by: number) => {
    const position = order.indexOf(id) + by;
    if (position < 0 || position >= order.length) return;
    keepFocus(id);
    if (await give('agenda.move', { item: id, position })) {
      say(t('agenda.moved', { title: items[id]?.title ?? '', n: position + 1, total: order.length }));
    }
  };
  return (
    <div className={classes.panel}>
      {order.length === 0 && !adding && (
        <Empty
          icon={IconListNumbers}
          title={t('secretary.agendaEmpty')}
          help={t('secretary.agendaEmptyHelp')}
        />
      )}
      <ol className={classes.list} ref={list}>
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
              onMove={(by) => void move(id, by)}
              onPostpone={() => setPostponing(id)}
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
      {postponed.length > 0 && (
        <section className={classes.group}>
          <h3>{t('agenda.postponed')}</h3>
          <ul className={classes.list}>
            {postponed.map((id) => items[id] && <PostponedRow key={id} item={items[id]} />)}
          </ul>
        </section>
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
        {can(view, 'agenda.move') && order.length > 1 && (
          <p className={classes.hint}>{t('agenda.moveHint')}</p>
        )}
      </div>
      {can(view, 'agenda.add') && <Carry />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <PostponeDialog
        item={postponing === null ? null : (items[postponing] ?? null)}
        onClose={() => setPostponing(null)}
      />
    </div>
  );
}

/** Gives the focus back to a row's controls after the list has been put in another order. */
function useKeptFocus(list: React.RefObject<HTMLOListElement | null>, order: string) {
  const kept = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the order has changed
  useEffect(() => {
    if (kept.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-more="${kept.current}"]`)?.focus();
    kept.current = null;
  }, [order, list]);
  return (id: string) => {
    kept.current = id;
  };
}

function Carry() {
  const t = useT();
  const { meeting } = useMeetingView();
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: agenda.carry.bind(null, meeting.id),
    onSuccess: () => notifyDone(t('agenda.carried')),
    onError: (problem) => notifyProblem(problem, t),
    onSettled: () => queries.invalidateQueries({ queryKey: POSTPONED }),
  });
  return <PostponedOffers taken={() => false} onTake={take.mutate} busy={take.isPending} />;
}
