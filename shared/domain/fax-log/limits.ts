/** Largest log taken in any way. A log is streamed, so that this bounds time and not memory. */
export const MAXIMUM_LOG_BYTES = 512 * 1024 * 1024;
