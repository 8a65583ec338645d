/** 2026-01-01T00:00:00Z: every simulated world begins at this moment. Milliseconds since 1970-01-01T00:00:00Z. */
export const CLOCK_START = 1_767_225_600_000;

/** The world lives in UTC: dates without an offset, `now()` and `today()`. */
export const WORLD_ZONE = '+00:00';
