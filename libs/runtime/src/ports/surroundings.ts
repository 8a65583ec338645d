/** The clock and the dice of the runtime: everything below takes time and chance as arguments, so a simulation can give them. */
export interface Surroundings {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Unpredictable bytes: salts, keys, session tokens. */
  random(bytes: number): Uint8Array;
  /** Resolves after so many milliseconds: between tries, while polling. A simulation has its own time, and a crash of it ends no sleep. */
  sleep(millis: number): Promise<void>;
}
