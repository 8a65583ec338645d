export type { Gap, GapCode, Net, NetAction, Place, Transition } from './net.js';
