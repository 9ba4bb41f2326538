/** Names the trained model; written by training with it. */
export const LEARNED_VERSION = 'forest-24a7bac6';
