// A field that takes files: dropped on it, or chosen after a press.
import { FileButton } from '@mantine/core';
import { type DragEvent, type ReactNode, useState } from 'react';

interface Props {
  /** The endings and types offered, as an `<input type="file">` wants them. */
  readonly accept: string;
  readonly multiple?: boolean;
  readonly className?: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

export function DropButton({ accept, multiple = false, className, onFiles, children }: Props) {
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    onFiles(multiple ? files : files.slice(0, 1));
  };
  const chosen = (found: File | File[] | null) => onFiles(found === null ? [] : [found].flat());
  return (
    <FileButton<boolean> accept={accept} multiple={multiple} onChange={chosen}>
      {(props) => (
        <button
          type="button"
          {...props}
          className={className}
          data-over={over}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          {children}
        </button>
      )}
    </FileButton>
  );
}
