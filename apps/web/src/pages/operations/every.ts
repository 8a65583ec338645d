/** Milliseconds after which a list is read again by itself: what servers do in the background is told to nobody. */
export const EVERY = 5000;
