// What changed between two versions, page by page: added words underlined, removed ones struck; pictures side by side.
import { Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { papers } from '../../api/papers';
import { type PageChange, versions } from '../../api/submissions';
import { type Key, useT } from '../../i18n';
import { shownPieces } from '../../papers/pieces';
import { LoadFailed } from '../home/Notice';
import classes from './Dialogs.module.css';

interface Props {
  readonly meeting: string;
  readonly paper: string;
  readonly from: number;
  readonly to: number;
}

export function ChangesView(props: Props) {
  const t = useT();
  const { meeting, paper, from, to } = props;
  const found = useQuery({
    queryKey: ['paper-changes', meeting, paper, from, to],
    queryFn: () => versions.changes(meeting, paper, from, to),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (found.isPending) return <Loader mx="auto" aria-label={t('common.loading')} />;
  if (!found.data)
    return <LoadFailed title={t('papers.listFailed')} problem={found.error} retry={found.refetch} />;
  const { pages } = found.data;
  return (
    <section aria-label={t('papers.changesTitle', { from, to })}>
      <Text size="sm" mb="xs">
        {t(pages.length === 0 ? 'papers.noChanges' : 'papers.legend')}
      </Text>
      {pages.map((one) => (
        <PageChanges key={`${one.change} ${one.before} ${one.after}`} one={one} {...props} />
      ))}
    </section>
  );
}

function PageChanges({ one, meeting, paper, from, to }: Props & { one: PageChange }) {
  const t = useT();
  const title = t(`papers.page_${one.change}` as Key, { before: one.before ?? '', after: one.after ?? '' });
  return (
    <article className={classes.page}>
      <h3>{title}</h3>
      {one.change === 'picture' && one.before !== null && one.after !== null && (
        <div className={classes.pair}>
          <Picture
            src={papers.thumbnailUrl(meeting, paper, one.before, from)}
            name={t('papers.version', { n: from })}
          />
          <Picture
            src={papers.thumbnailUrl(meeting, paper, one.after, to)}
            name={t('papers.version', { n: to })}
          />
        </div>
      )}
      {one.change === 'changed' && one.pieces.length === 0 && <Text size="sm">{t('papers.pageLong')}</Text>}
      {one.pieces.length > 0 && <Words one={one} />}
    </article>
  );
}

/** A picture of a page; an earlier version may be closed to a reader, who then sees only the newer one. */
function Picture({ src, name }: { src: string; name: string }) {
  return (
    <figure style={{ margin: 0 }}>
      <img
        src={src}
        alt={name}
        onError={(event) => event.currentTarget.parentElement?.setAttribute('hidden', '')}
      />
      <figcaption>
        <Text size="xs">{name}</Text>
      </figcaption>
    </figure>
  );
}

function Words({ one }: { one: PageChange }) {
  const t = useT();
  return (
    <p className={classes.words}>
      {shownPieces(one.pieces).map(([op, text], index) => {
        const key = `${index} ${op}`;
        if (op === 'skipped')
          return (
            <span key={key} className={classes.skipped}>
              {t('papers.skipped', { n: text })}{' '}
            </span>
          );
        if (op === 'same') return <span key={key}>{text} </span>;
        const Mark = op === 'added' ? 'ins' : 'del';
        return (
          <span key={key}>
            <Mark>
              <span className="visually-hidden">
                {t(op === 'added' ? 'papers.addedWords' : 'papers.removedWords')}{' '}
              </span>
              {text}
            </Mark>{' '}
          </span>
        );
      })}
    </p>
  );
}
