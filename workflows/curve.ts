/**
 * Loaded once into a worker's thread, not once into each of its runs (preloadModules in scripts/setup.mjs): the curve's table of multiples takes longer
 * to build than ten signatures to check. Nothing in here may know a run.
 */
export { ed25519 } from '@noble/curves/ed25519.js';
