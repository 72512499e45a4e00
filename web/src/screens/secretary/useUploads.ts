// Sends papers one after another and keeps what is known of each. Owned by the screen, so that changing a tab stops nothing.
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { papers } from '../../api/papers';
import { leaving } from '../../api/resumable';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { nextToSend, reduceUploads, titleFrom, type Upload } from './uploadQueue';

interface Parcel {
  readonly file: File;
  readonly item: string | null;
  readonly marking: string;
}

export interface Uploads {
  readonly queue: readonly Upload[];
  readonly add: (files: readonly File[], item: string | null, marking: string) => void;
  readonly cancel: (key: string) => void;
  readonly retry: (key: string) => void;
  readonly dismiss: (key: string) => void;
  /** The server has decided about this paper. */
  readonly settle: (paper: string) => void;
}

export function useUploads(meeting: string): Uploads {
  const t = useT();
  const [queue, dispatch] = useReducer(reduceUploads, []);
  const parcels = useRef(new Map<string, Parcel>());
  const stop = useRef<{ key: string; abort: AbortController } | null>(null);
  const next = nextToSend(queue);
  const key = next?.key ?? null;
  useEffect(() => {
    const parcel = key === null ? undefined : parcels.current.get(key);
    if (key === null || !parcel) return;
    const abort = new AbortController();
    stop.current = { key, abort };
    dispatch({ type: 'started', key });
    papers
      .upload(
        meeting,
        {
          file: parcel.file,
          title: titleFrom(parcel.file.name),
          item: parcel.item,
          marking: parcel.marking,
        },
        (sent) => dispatch({ type: 'progressed', key, sent }),
        abort.signal,
      )
      .then((paper) => dispatch({ type: 'received', key, paper }))
      .catch((problem: unknown) =>
        dispatch(
          abort.signal.aborted
            ? { type: 'cancelled', key }
            : { type: 'failed', key, reason: problemText(problem, t) },
        ),
      );
  }, [key, meeting, t]);
  useEffect(() => () => stop.current?.abort.abort(leaving()), []);
  const add = useCallback((files: readonly File[], item: string | null, marking: string) => {
    const added = files.map((file) => ({ key: crypto.randomUUID(), name: file.name, size: file.size }));
    added.forEach((one, index) => {
      const file = files[index];
      if (file) parcels.current.set(one.key, { file, item, marking });
    });
    dispatch({ type: 'added', files: added });
  }, []);
  const cancel = useCallback((upload: string) => {
    if (stop.current?.key === upload) stop.current.abort.abort();
    else dispatch({ type: 'cancelled', key: upload });
  }, []);
  const retry = useCallback((upload: string) => dispatch({ type: 'retried', key: upload }), []);
  const dismiss = useCallback((upload: string) => dispatch({ type: 'dismissed', key: upload }), []);
  const settle = useCallback((paper: string) => dispatch({ type: 'settled', paper }), []);
  return { queue, add, cancel, retry, dismiss, settle };
}
