/** Names the trained model; written by training with it. */
export const LEARNED_VERSION = 'forest-541e5e57';
