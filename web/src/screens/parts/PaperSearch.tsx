// Searches the words of the meeting's papers, accents optional, and goes to the page that is chosen.
import { Badge, Loader, Modal, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type FoundPage, papers } from '../../api/papers';
import { useT } from '../../i18n';
import { isPaged, rulesIn } from '../../papers/marked/rules';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import classes from './PaperSearch.module.css';
import { usePapers } from './PapersProvider';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onChoose: (found: FoundPage, words: string) => void;
}

const TYPED_MS = 250;
const LEAST = 2;

export function PaperSearch({ opened, onClose, onChoose }: Props) {
  const t = useT();
  const [words, setWords] = useState('');
  const choose = (found: FoundPage) => {
    onChoose(found, words.trim());
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('page.search')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <TextInput
        size="md"
        data-autofocus
        label={t('page.searchWords')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={words}
        maxLength={200}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Results words={words.trim()} onChoose={choose} />
    </Modal>
  );
}

function Results({ words, onChoose }: { words: string; onChoose: (found: FoundPage) => void }) {
  const t = useT();
  const { id } = useSeat();
  const view = useMeetingView();
  const { holdings } = usePapers();
  const marked = Object.values(view.papers.items).some((paper) => isPaged(paper, rulesIn(view)));
  const [settled] = useDebouncedValue(words, TYPED_MS);
  const asked = settled.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= LEAST;
  const { data, isFetching, isError } = useQuery({
    queryKey: ['papers', 'search', id, settled],
    queryFn: async ({ signal }) =>
      papers.search(id, settled, signal, marked ? await holdings.marked.screenHeaders() : {}),
    enabled: asked,
    placeholderData: (before) => before,
  });
  if (!asked) return null;
  if (isError)
    return (
      <p className={classes.said} role="alert">
        {t('page.searchFailed')}
      </p>
    );
  if (!data)
    return (
      <p className={classes.said} role="status">
        <Loader size="sm" /> {t('page.searching')}
      </p>
    );
  return (
    <>
      <p className={classes.said} role="status">
        {data.found.length === 0 ? t('page.searchNone') : t('page.searchFound', { n: data.found.length })}
        {data.more && ` ${t('page.searchMore')}`}
        {isFetching && <Loader size="xs" ml={8} />}
      </p>
      <ol className={classes.list}>
        {data.found.map((found) => (
          <li key={`${found.paper} ${found.page}`}>
            <UnstyledButton className={classes.found} onClick={() => onChoose(found)}>
              <strong className={classes.place}>
                {t('page.searchPlace', {
                  title: view.papers.items[found.paper]?.title ?? '',
                  page: found.page,
                })}
                {found.hits > 1 && ` · ${t('page.searchHits', { n: found.hits })}`}
                {found.exact && (
                  <Badge size="sm" variant="light" ml={8}>
                    {t('page.searchExact')}
                  </Badge>
                )}
              </strong>
              <span>
                {found.before}
                <mark className={classes.hit}>{found.hit}</mark>
                {found.after}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </>
  );
}
