import type { ControlKind } from '@quanheng/policy';
import type { MouseEvent, DragEvent } from 'react';
import type { Modeler } from '../canvas/modeler.js';
import { CONTROL_ICONS } from '../canvas/icons.js';
import { useDesignerTexts } from '../texts.js';
import { draw, DRAWABLE, type Drawable } from './drawable.js';
import styles from './palette.module.css';

const KINDS = Object.keys(CONTROL_ICONS) as ControlKind[];
const PLAIN = Object.keys(DRAWABLE) as Drawable[];

/** What can be drawn, with words. A click puts it behind what is selected, dragging puts it anywhere. */
export function Palette({ modeler }: { readonly modeler: Modeler }) {
  const say = useDesignerTexts();
  const entry = (what: Drawable | ControlKind, name: string, icon: React.ReactNode) => ({
    draggable: true,
    title: say('paletteHint', { name }),
    onClick: () => draw(modeler, what, name).behind(),
    onDragStart: (event: DragEvent | MouseEvent) => {
      event.preventDefault();
      draw(modeler, what, name).atPointer(event.nativeEvent);
    },
    children: (
      <>
        {icon}
        <span>{name}</span>
      </>
    ),
  });
  return (
    <nav className={styles.palette} aria-label={say('palette')}>
      <h2>{say('steps')}</h2>
      {PLAIN.map((what) => (
        <button
          key={what}
          type="button"
          {...entry(what, say(what), <i className={DRAWABLE[what].icon} aria-hidden />)}
        />
      ))}
      <h2>{say('controls')}</h2>
      {KINDS.map((kind) => (
        <button key={kind} type="button" {...entry(kind, say(kind), <ControlIcon kind={kind} />)} />
      ))}
    </nav>
  );
}

function ControlIcon({ kind }: { readonly kind: ControlKind }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden>
      <path d={CONTROL_ICONS[kind]} fill="none" stroke="#1f5fbf" strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  );
}
