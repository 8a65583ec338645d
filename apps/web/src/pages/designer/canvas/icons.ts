import type { ControlKind } from '@quanheng/policy';

/** Lines of 16 by 16 for each kind of control, in the palette and on the drawing. */
export const CONTROL_ICONS: Readonly<Record<ControlKind, string>> = {
  // A shield with a tick.
  check: 'M8 1.5l5.5 2v4c0 3.4-2.2 5.9-5.5 7-3.3-1.1-5.5-3.6-5.5-7v-4zM5.5 8l2 2 3.2-3.6',
  // Two pens.
  dualSignature: 'M2 14l.8-3L8 5.8 10.2 8 5 13.2zM9.5 14l.6-2.2 2.4-2.4 1.6 1.6-2.4 2.4zM9 4.8l1.6-1.6 2.2 2.2L11.2 7',
  // People side by side.
  countersign:
    'M5 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM11 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM1.5 13.5c0-3 1.5-4.5 3.5-4.5s3 1 3.2 2M7.5 13.5C7.5 10.500 9 9 11 9s3.500 1.500 3.500 4.500',
  // A table with seats.
  collectiveDecision:
    'M3 5.5h10v5H3zM5 3.500v-1.500M8 3.500v-1.500M11 3.500v-1.500M5 12.500v1.500M8 12.500v1.500M11 12.500v1.500M1 8h.5M14.500 8h.5',
  // A notice on a board.
  publicity: 'M2 2.500h12v9H2zM5 5.500h6M5 8.500h4M8 11.500v3',
  // A tray.
  filing: 'M2 9.500l2-7h8l2 7v4H2zM2 9.500h3.500l1 2h3l1-2H14M8 4v3.500M6.500 6L8 7.500 9.500 6',
  // A letter with a line.
  writtenOpinion: 'M2 3h12v10H2zM2 4l6 5 6-5',
  // A flash.
  emergency: 'M9 1.500L3.500 9H8l-1 5.500L12.500 7H8z',
};
