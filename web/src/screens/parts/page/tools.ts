// Which tool the hand on this screen has taken up.

/** `none`: words can be selected. `move`: a zoomed page is dragged. */
export type Tool = 'none' | 'pointer' | 'pen' | 'move';

export const TINTS = [0, 1, 2, 3] as const;
