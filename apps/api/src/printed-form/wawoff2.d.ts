declare module 'wawoff2' {
  /** A font of WOFF2 as TrueType or OpenType. */
  export function decompress(bytes: Uint8Array): Promise<Uint8Array>;
}
